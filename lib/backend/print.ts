/**
 * Prints a Query in a dialect: brackets, lists, and the account of gaps.
 *
 * A gap in a positive place may be filled by a wider form, one under an odd number of negations by a narrower
 * form: both make the whole query select more. That is why the printer carries the polarity.
 */
import type { AnyOfQuery, ExpressionMatcher, Leaf, LeafOf, Query } from '../query/query.ts';
import { isShared } from '../query/shared.ts';
import type { ApproximationPolicy, Gap } from './backend.ts';
import type {
  LeafPrinter,
  LeafText,
  Level,
  Piece,
  PrintedKind,
  TextDialect,
  Unsupported,
} from './dialect.ts';
import type { Span } from '../source/source.ts';

/** A query in a dialect, before a format puts anything around it. */
export interface Printed {
  /** Meaningless when a gap was refused. */
  readonly text: string;
  readonly level: Level;
  readonly gaps: readonly Gap[];
}

const NO_EXPRESSIONS: Unsupported = {
  feature: 'value',
  unsupported: 'an expression that a pipeline brings along cannot stand here',
};

const NOWHERE: Span = { start: 0, end: 0 };

/**
 * The text of a query in a dialect.
 *
 * All gaps are reported together: printing goes on after a refusal, and the text is then not to be used.
 */
export function printQuery(query: Query, dialect: TextDialect, policy: ApproximationPolicy): Printed {
  const printer = new Printer(dialect, policy);
  const { text, level } = printer.print(dialect.prepare ? dialect.prepare(query) : query, true);
  return { text, level, gaps: printer.gaps };
}

class Printer {
  readonly gaps: Gap[] = [];
  readonly #dialect: TextDialect;
  readonly #policy: ApproximationPolicy;

  constructor(dialect: TextDialect, policy: ApproximationPolicy) {
    this.#dialect = dialect;
    this.#policy = policy;
  }

  print(query: Query, positive: boolean): Piece {
    const kept = isShared(query) ? this.#dialect.kept : undefined;
    const known = kept?.get(query);
    if (known !== undefined) return known;
    const { length } = this.gaps;
    const piece = this.#print(query, positive);
    // With a gap it is one text or another, as place and policy have it.
    if (this.gaps.length === length) kept?.set(query, piece);
    return piece;
  }

  #print(query: Query, positive: boolean): Piece {
    switch (query.kind) {
      case 'leaf':
        return this.#choose(this.#leaf(query), query.span, positive);
      case 'any-of':
        return this.#list(query, positive);
      case 'and':
        return this.#join('and', query.operands, positive);
      case 'or':
        return this.#join('or', query.operands, positive);
      case 'not':
        return this.#not(query.operand, positive);
      case 'constant':
        return this.#choose(this.#dialect.constant[query.value ? 'true' : 'false'], NOWHERE, positive);
    }
  }

  #leaf(leaf: Leaf): LeafText | Unsupported {
    const { matcher } = leaf;
    if (matcher.kind === 'expression') return this.#expression(leaf.field, matcher);
    const table = leaf.field === null ? this.#dialect.keyword : this.#dialect.leaf;
    if ('unsupported' in table) return table;
    // The table's entry is for the leaf's own kind; TypeScript cannot follow the correlation.
    const entry = table[matcher.kind] as LeafPrinter<PrintedKind> | Unsupported;
    return typeof entry === 'function' ? entry(leaf as LeafOf<PrintedKind>) : entry;
  }

  /** In brackets: nobody knows which operators are in it. */
  #expression(field: string | null, { text }: ExpressionMatcher): LeafText | Unsupported {
    const { fieldName } = this.#dialect;
    const name = field === null ? '' : fieldName?.(field);
    if (fieldName === undefined || name === undefined) return NO_EXPRESSIONS;
    return this.#group(text.replaceAll('{field}', () => name));
  }

  #list(query: AnyOfQuery, positive: boolean): Piece {
    const members = this.#dialect.list?.(query) ?? query.leaves;
    const pieces = members.map((member) =>
      typeof member === 'object' && 'kind' in member
        ? this.print(member, positive)
        : this.#choose(member, (query.leaves[0] as Leaf).span, positive),
    );
    return this.#joinPieces('or', pieces);
  }

  #join(level: 'and' | 'or', operands: readonly Query[], positive: boolean): Piece {
    return this.#joinPieces(
      level,
      operands.map((operand) => this.print(operand, positive)),
    );
  }

  #joinPieces(level: 'and' | 'or', pieces: readonly Piece[]): Piece {
    if (pieces.length === 1) return pieces[0] as Piece;
    const { longestChain = Infinity } = this.#dialect;
    if (pieces.length > longestChain) {
      const groups: Piece[] = [];
      for (let i = 0; i < pieces.length; i += longestChain) {
        groups.push(this.#joinPieces(level, pieces.slice(i, i + longestChain)));
      }
      return this.#joinPieces(level, groups);
    }
    const chain = pieces.reduce((sum, piece) => sum + (piece.level === level ? (piece.chain ?? 1) : 1), 0);
    const mayMerge = chain <= longestChain;
    const texts = pieces.map((piece) => {
      // Brackets around every mixed group, though precedence might allow less: targets disagree on it.
      const isGroup = piece.level === 'and' || piece.level === 'or';
      return isGroup && !(mayMerge && piece.level === level) ? this.#group(piece.text) : piece.text;
    });
    return { text: texts.join(this.#dialect.tokens[level]), level, chain: mayMerge ? chain : pieces.length };
  }

  #not(operand: Query, positive: boolean): Piece {
    const { tokens, negatedLeaf } = this.#dialect;
    const piece = this.print(operand, !positive);
    if (negatedLeaf !== undefined && (operand.kind === 'leaf' || operand.kind === 'any-of')) {
      return toPiece(negatedLeaf(operand, piece));
    }
    return { text: tokens.not(piece.level === 'atom' ? piece.text : this.#group(piece.text)), level: 'not' };
  }

  #group(text: string): string {
    return this.#dialect.tokens.open + text + this.#dialect.tokens.close;
  }

  /** Exact text as it is; for a gap the form that polarity and policy allow, and a note in any case. */
  #choose(result: LeafText | Unsupported, span: Span, positive: boolean): Piece {
    if (typeof result === 'string') return { text: result, level: 'atom' };
    if (!('unsupported' in result)) return result;

    const selectsMore = positive ? result.wider : result.narrower;
    const selectsFewer = positive ? result.narrower : result.wider;
    let outcome: Gap['outcome'] = 'refused';
    let form: LeafText = '';
    if (selectsMore !== undefined && this.#policy !== 'never') {
      outcome = 'superset';
      form = selectsMore;
    } else if (selectsFewer !== undefined && this.#policy === 'any') {
      outcome = 'subset';
      form = selectsFewer;
    }
    this.gaps.push({
      feature: result.feature,
      reason: result.unsupported,
      span: result.span ?? span,
      hints: result.hints ?? [],
      outcome,
    });
    return toPiece(form);
  }
}

function toPiece(text: LeafText): Piece {
  return typeof text === 'string' ? { text, level: 'atom' } : text;
}
