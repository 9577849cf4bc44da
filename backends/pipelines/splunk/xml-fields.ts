/**
 * Names that the Splunk Add-on for Microsoft Windows gives to the fields of events in XML: those of the event itself,
 * but for a few of its header and for data without a name.
 * https://splunk.github.io/splunk-add-on-for-microsoft-windows/
 */
import { leaf } from '../../../lib/query/build.ts';
import type { Leaf, Query } from '../../../lib/query/query.ts';

/**
 * `EventCode` is there whether or not the event has qualifiers beside its id. The provider is the attribute `Name` of the
 * event in XML.
 */
const HEADER: Readonly<Record<string, string>> = { EventID: 'EventCode', Provider_Name: 'Name' };

/** Fields that an event in XML does not have: the rendered text is made by the viewer. */
const NOT_IN_XML: readonly string[] = ['Message'];

/**
 * Names with blanks in the event, which Splunk turns into underscores; rules leave the blanks out.
 * https://learn.microsoft.com/defender-endpoint/troubleshoot-microsoft-defender-antivirus
 */
const DEFENDER: readonly string[] = [
  ...['Product_Name', 'Product_Version', 'Detection_ID', 'Detection_Time', 'Detection_User'],
  ...['Threat_ID', 'Threat_Name', 'Severity_ID', 'Severity_Name', 'Category_ID', 'Category_Name'],
  ...['Source_ID', 'Source_Name', 'Process_Name', 'Origin_ID', 'Origin_Name', 'Type_ID', 'Type_Name'],
  ...['Execution_ID', 'Execution_Name', 'Action_ID', 'Action_Name', 'Error_Code', 'Error_Description'],
  ...['Feature_Name', 'Feature_ID', 'Old_Value', 'New_Value', 'Remediation_User'],
];

const DEFENDER_NAMES: ReadonlyMap<string, string> = /* @__PURE__ */ new Map(
  /* @__PURE__ */ DEFENDER.map((name) => [name.replaceAll('_', ''), name]),
);

/** Undefined for a field that no event in XML has. */
export function xmlName(field: string, service: string | undefined): string | undefined {
  if (Object.hasOwn(HEADER, field)) return HEADER[field];
  if (NOT_IN_XML.includes(field)) return undefined;
  return (service === 'windefend' ? DEFENDER_NAMES.get(field) : undefined) ?? field;
}

/** All data of the event as it stands in the XML; data without names has no other field. */
const WHOLE_DATA = 'EventData_Xml';

/** What may stand around data in {@link WHOLE_DATA}, in lower case. */
const MARKUP = ['<data>', '</data>', '<binary>', '</binary>'];

/** Marks that XML may write in another way, and need not. */
const QUOTES = /["']/;

/** Marks that XML always writes in another way. */
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * A test of data without names, which rules call `Data`. A piece of it is looked for in the whole; nothing tells where a value
 * starts or ends.
 *
 * @example Data contains 'HostName=ServerRemoteHost' → EventData_Xml contains 'HostName=ServerRemoteHost'
 */
export function unnamedData(query: Leaf): Query | { readonly refused: string } | undefined {
  if (query.field !== 'Data') return undefined;
  const { matcher, span } = query;
  if (matcher.kind !== 'contains') {
    return {
      refused: 'Splunk has the unnamed data of an event as one text, in which only a piece can be looked for',
    };
  }
  const value = matcher.value.replace(/[&<>]/g, (mark) => ENTITIES[mark] ?? mark);
  if (QUOTES.test(value) || MARKUP.some((tag) => tag.includes(value.toLowerCase()))) {
    return { refused: 'Splunk has unnamed data as XML, where this text may be written in another way' };
  }
  return leaf(WHOLE_DATA, { ...matcher, value }, span);
}
