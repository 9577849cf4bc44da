/** A check that a text is well-formed XML 1.0, for what we write: elements, attributes, text, no doctype. */

const NAME = '[A-Za-z_][\\w.-]*';
const TEXT = '(?:[^<&\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]|&(?:amp|lt|gt|quot|apos);)';
const ATTRIBUTE = `\\s+${NAME}="(?:(?!")${TEXT})*"`;
const TOKEN = new RegExp(
  `<\\?xml[^>]*\\?>|<(?<open>${NAME})(?:${ATTRIBUTE})*\\s*(?<empty>/?)>|</(?<close>${NAME})\\s*>|(?<text>${TEXT}+)`,
  'y',
);

/** The names of all elements in the order of their start tags. @throws Error with the offset of what is wrong */
export function elementsOf(xml: string): readonly string[] {
  const open: string[] = [];
  const names: string[] = [];
  let at = 0;
  while (at < xml.length) {
    TOKEN.lastIndex = at;
    const { groups } = TOKEN.exec(xml) ?? {};
    if (groups === undefined) throw new Error(`no XML at ${at}: ${xml.slice(at, at + 40)}`);
    if (groups.open !== undefined) {
      if (open.length === 0 && names.length > 0) throw new Error(`second root at ${at}`);
      names.push(groups.open);
      if (groups.empty === '') open.push(groups.open);
    }
    if (groups.close !== undefined && open.pop() !== groups.close) throw new Error(`wrong end tag at ${at}`);
    if (groups.text !== undefined && open.length === 0 && groups.text.trim() !== '') {
      throw new Error(`text outside at ${at}`);
    }
    at = TOKEN.lastIndex;
  }
  if (open.length > 0) throw new Error(`open at the end: ${open.join(', ')}`);
  return names;
}
