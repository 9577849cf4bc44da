/**
 * Lucene's `RegExp` with all of its optional operators, as Elasticsearch runs it: whole texts, no anchors.
 *
 * Written from the syntax in the class's documentation, in the plainest way: each piece maps a place in the text
 * to the places where its matches end. Escapes that mean different things in different versions of Lucene (`\d` is
 * a letter before version 9 and a class after) are errors here, and so is what the parser takes but nobody means.
 * https://lucene.apache.org/core/9_12_0/core/org/apache/lucene/util/automaton/RegExp.html
 */

/** `index.max_regex_length` of Elasticsearch. */
const MAX_LENGTH = 1000;

type Ends = ReadonlySet<number>;

/** Where matches of a piece end that start at a place. */
type Piece = (text: readonly string[], at: number) => Ends;

const compiled = new Map<string, Piece>();

/**
 * Whether the whole text is in the language of the expression.
 *
 * @param ignoreCase the flag `ASCII_CASE_INSENSITIVE`, which is `regex~` of EQL: single characters count in either
 * case, those of classes do not
 * @throws SyntaxError for an expression that Lucene does not read, or reads in another way than it looks
 */
export function luceneMatches(expression: string, text: string, ignoreCase: boolean = false): boolean {
  const key = `${ignoreCase ? 'i' : 'c'}${expression}`;
  let piece = compiled.get(key);
  if (piece === undefined) {
    piece = parseLucene(expression, ignoreCase);
    compiled.set(key, piece);
  }
  const characters = Array.from(text);
  return piece(characters, 0).has(characters.length);
}

function parseLucene(expression: string, ignoreCase: boolean): Piece {
  if (expression.length > MAX_LENGTH) throw new SyntaxError(`${expression.length} characters`);
  if (expression === '') return nothing;
  const input = Array.from(expression);
  let at = 0;

  const fail = (what: string): never => {
    throw new SyntaxError(`${what} at ${at} of ${expression}`);
  };
  const peek = (characters: string): boolean => at < input.length && characters.includes(input[at] as string);
  const take = (character: string): boolean => {
    if (input[at] !== character) return false;
    at++;
    return true;
  };

  function union(): Piece {
    const branches = [intersection()];
    while (take('|')) branches.push(intersection());
    return (text, from) => new Set(branches.flatMap((branch) => [...branch(text, from)]));
  }

  function intersection(): Piece {
    const sides = [concatenation()];
    while (take('&')) sides.push(concatenation());
    return (text, from) => {
      const [first, ...rest] = sides.map((side) => side(text, from));
      return new Set([...(first as Ends)].filter((end) => rest.every((ends) => ends.has(end))));
    };
  }

  function concatenation(): Piece {
    const pieces = [repeat()];
    while (at < input.length && !peek(')|&')) pieces.push(repeat());
    return (text, from) =>
      pieces.reduce<Ends>(
        (places, piece) => new Set([...places].flatMap((place) => [...piece(text, place)])),
        new Set([from]),
      );
  }

  function repeat(): Piece {
    const body = complement();
    if (!peek('?*+{')) return body;
    let [min, max] = [0, Infinity];
    if (take('?')) max = 1;
    else if (take('+')) min = 1;
    else if (!take('*')) [min, max] = bounds();
    if (peek('?*+{')) fail('a quantifier on a quantifier');
    return memoised(repeated(body, min, max));
  }

  function bounds(): [number, number] {
    at++;
    const min = number();
    if (take('}')) return [min, min];
    if (!take(',')) fail('no comma');
    const max = peek('}') ? Infinity : number();
    if (!take('}')) fail('no brace');
    return [min, max];
  }

  function number(): number {
    let digits = '';
    while (peek('0123456789')) digits += input[at++] as string;
    if (digits === '') fail('no number');
    return Number(digits);
  }

  function complement(): Piece {
    if (!take('~')) return characterClass();
    const body = complement();
    return (text, from) => {
      const ends = body(text, from);
      const all = Array.from({ length: text.length - from + 1 }, (_, i) => from + i);
      return new Set(all.filter((end) => !ends.has(end)));
    };
  }

  function characterClass(): Piece {
    if (!take('[')) return simple();
    const negated = take('^');
    const ranges: [number, number][] = [];
    do {
      if (peek(']')) fail('an empty class');
      const from = character();
      if (!take('-')) ranges.push([from, from]);
      else if (peek(']')) fail('a hyphen before the end of a class');
      else ranges.push([from, character()]);
    } while (at < input.length && !peek(']'));
    if (!take(']')) fail('an open class');
    if (ranges.some(([from, to]) => to < from)) fail('a range that ends before it starts');
    return one((code) => ranges.some(([from, to]) => from <= code && code <= to) !== negated);
  }

  function simple(): Piece {
    if (take('.')) return one(() => true);
    if (take('#')) return () => new Set();
    if (take('@'))
      return (text, from) => new Set(Array.from({ length: text.length - from + 1 }, (_, i) => from + i));
    if (take('(')) {
      if (take(')')) return nothing;
      const body = union();
      if (!take(')')) fail('an open group');
      return body;
    }
    if (peek('"<?*+{}|&)]')) fail(`a bare ${input[at] as string}`);
    const wanted = ignoreCase ? foldAscii(character()) : character();
    return one((code) => (ignoreCase ? foldAscii(code) : code) === wanted);
  }

  function character(): number {
    if (take('\\') && (at === input.length || /[A-Za-z0-9]/.test(input[at] as string)))
      fail('a doubtful escape');
    if (at === input.length) fail('the end');
    return (input[at++] as string).codePointAt(0) as number;
  }

  const whole = union();
  if (at < input.length) fail('more text');
  return whole;
}

function foldAscii(code: number): number {
  return code >= 0x41 && code <= 0x5a ? code + 0x20 : code;
}

function nothing(_text: readonly string[], at: number): Ends {
  return new Set([at]);
}

function one(test: (code: number) => boolean): Piece {
  return (text, at) => {
    const character = text[at];
    return new Set(character !== undefined && test(character.codePointAt(0) as number) ? [at + 1] : []);
  };
}

function repeated(body: Piece, min: number, max: number): Piece {
  return (text, from) => {
    let places: Ends = new Set([from]);
    for (let i = 0; i < min && places.size > 0; i++) places = step(body, text, places);
    const all = new Set(places);
    for (let i = min; i < max && places.size > 0; i++) {
      places = new Set([...step(body, text, places)].filter((end) => !all.has(end)));
      for (const end of places) all.add(end);
    }
    return all;
  };
}

function step(body: Piece, text: readonly string[], places: Ends): Ends {
  return new Set([...places].flatMap((place) => [...body(text, place)]));
}

/** Repeats inside repeats come to the same places again and again. */
function memoised(piece: Piece): Piece {
  let known = new Map<number, Ends>();
  let knownText: readonly string[] | undefined;
  return (text, at) => {
    if (text !== knownText) {
      known = new Map();
      knownText = text;
    }
    const ends = known.get(at) ?? piece(text, at);
    known.set(at, ends);
    return ends;
  };
}
