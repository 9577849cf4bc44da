import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.AutomatonQuery;
import org.apache.lucene.search.RegexpQuery;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.CompiledAutomaton;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.RegExp;
import org.elasticsearch.common.lucene.search.AutomatonQueries;

/**
 * Which texts Lucene finds for an operator of EQL or ES|QL and its literal.
 *
 * <p>A line of the input is the operator, the literal and the texts, between tabs, all but the operator in Base64. A
 * line of the output has a 1 or a 0 for each text, or an exclamation mark and why there is no such query. The
 * queries are those that Elasticsearch makes, compiled to bytes with its limit on the work that may take.
 */
final class LuceneVerdicts {
  public static void main(String[] arguments) {
    var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    var output = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    input.lines().parallel().map(line -> answer(line.split("\t", -1))).forEachOrdered(output::println);
    output.flush();
  }

  private static String answer(String[] columns) {
    CompiledAutomaton compiled;
    try {
      compiled = compile(queryOf(columns[0], decode(columns[1])));
    } catch (RuntimeException error) {
      return "!" + error.getClass().getSimpleName() + ": " + String.valueOf(error.getMessage()).replace('\n', ' ');
    }
    var verdicts = new StringBuilder();
    for (int i = 2; i < columns.length; i++) verdicts.append(finds(compiled, decode(columns[i])) ? '1' : '0');
    return verdicts.toString();
  }

  private static AutomatonQuery queryOf(String operator, String literal) {
    switch (operator) {
      case "regex":
        return new RegexpQuery(new Term("f", literal), RegExp.ALL);
      case "regex~":
        return new RegexpQuery(
            new Term("f", literal),
            RegExp.ALL,
            RegExp.ASCII_CASE_INSENSITIVE,
            Operations.DEFAULT_DETERMINIZE_WORK_LIMIT);
      case "like":
        return new WildcardQuery(new Term("f", wildcard(literal)));
      case "like~":
        return AutomatonQueries.caseInsensitiveWildcardQuery(new Term("f", wildcard(literal)));
      case "wildcard":
        return new WildcardQuery(new Term("f", literal));
      case "wildcard~":
        return AutomatonQueries.caseInsensitiveWildcardQuery(new Term("f", literal));
      case "in~":
        return AutomatonQueries.caseInsensitiveTermQuery(new Term("f", literal));
      default:
        throw new IllegalArgumentException(operator);
    }
  }

  /** EQL has no escape in patterns, so a backslash is one; Lucene has, so it takes two. */
  private static String wildcard(String literal) {
    return literal.replace("\\", "\\\\");
  }

  private static CompiledAutomaton compile(AutomatonQuery query) {
    return new CompiledAutomaton(
        query.getAutomaton(), null, true, Operations.DEFAULT_DETERMINIZE_WORK_LIMIT, query.isAutomatonBinary());
  }

  private static boolean finds(CompiledAutomaton compiled, String text) {
    var bytes = new BytesRef(text);
    switch (compiled.type) {
      case NONE:
        return false;
      case ALL:
        return true;
      case SINGLE:
        return compiled.term.equals(bytes);
      default:
        return compiled.runAutomaton.run(bytes.bytes, bytes.offset, bytes.length);
    }
  }

  private static String decode(String column) {
    return new String(Base64.getDecoder().decode(column), StandardCharsets.UTF_8);
  }
}
