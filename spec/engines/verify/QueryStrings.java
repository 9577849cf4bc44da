import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.document.InetAddressPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.memory.MemoryIndex;
import org.apache.lucene.queryparser.classic.ParseException;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * Which documents Lucene finds by a query string, over fields that keep whole values.
 *
 * <p>A line of the input is the query, the names of fields that hold addresses, and documents, between tabs. Names and
 * values are in Base64, between commas; a document is name and value in turn. A line of the output has a 1 or a 0 for each
 * document, or an exclamation mark and why the query cannot be read.
 *
 * <p>What Elasticsearch has beyond Lucene's classic parser is here in the way it does it: {@code _exists_} looks among the
 * names of a document's fields, a value on a field of addresses is a network, and a value without a field is looked for in
 * all fields.
 */
final class QueryStrings {
  private static final Analyzer WHOLE_VALUES = new KeywordAnalyzer();
  private static final String NAMES = "_field_names";
  private static final String ALL = "_all_fields";

  public static void main(String[] arguments) {
    IndexSearcher.setMaxClauseCount(Integer.MAX_VALUE);
    var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    var output = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    input.lines().parallel().map(line -> answer(line.split("\t", -1))).forEachOrdered(output::println);
    output.flush();
  }

  private static String answer(String[] columns) {
    var addresses = Set.of(decodeList(columns[1]));
    try {
      var query = new Parser(addresses).parse(decode(columns[0]));
      var verdicts = new StringBuilder();
      for (int i = 2; i < columns.length; i++) {
        verdicts.append(index(decodeList(columns[i]), addresses).search(query) > 0 ? '1' : '0');
      }
      return verdicts.toString();
    } catch (ParseException | RuntimeException | UnknownHostException error) {
      return "!" + error.getClass().getSimpleName() + ": " + String.valueOf(error.getMessage()).replace('\n', ' ');
    }
  }

  private static MemoryIndex index(String[] document, Set<String> addresses) throws UnknownHostException {
    var index = new MemoryIndex();
    for (int i = 0; i < document.length; i += 2) {
      var name = document[i];
      var value = document[i + 1];
      if (addresses.contains(name)) {
        index.addField(new InetAddressPoint(name, InetAddress.getByName(value)), WHOLE_VALUES);
      } else {
        index.addField(name, value, WHOLE_VALUES);
      }
      index.addField(ALL, value, WHOLE_VALUES);
      index.addField(NAMES, name, WHOLE_VALUES);
    }
    return index;
  }

  private static final class Parser extends QueryParser {
    private final Set<String> addresses;

    Parser(Set<String> addresses) {
      super(ALL, WHOLE_VALUES);
      this.addresses = addresses;
      setAllowLeadingWildcard(true);
    }

    @Override
    protected Query getFieldQuery(String field, String text, boolean quoted) throws ParseException {
      if (field.equals("_exists_")) return new TermQuery(new Term(NAMES, text));
      if (!addresses.contains(field)) return new TermQuery(new Term(field, text));
      var parts = text.split("/");
      try {
        return InetAddressPoint.newPrefixQuery(field, InetAddress.getByName(parts[0]), Integer.parseInt(parts[1]));
      } catch (UnknownHostException error) {
        throw new ParseException(text);
      }
    }
  }

  private static String[] decodeList(String column) {
    if (column.isEmpty()) return new String[0];
    var pieces = column.split(",", -1);
    for (int i = 0; i < pieces.length; i++) pieces[i] = decode(pieces[i]);
    return pieces;
  }

  private static String decode(String text) {
    return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
  }
}
