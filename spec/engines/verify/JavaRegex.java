import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * In which texts Java finds a regular expression, as the RLIKE of Spark does.
 *
 * <p>A line of the input is the expression and the texts, between tabs, in Base64. A line of the output has a 1 or a 0
 * for each text, or an exclamation mark and why there is no such expression.
 */
final class JavaRegex {
  public static void main(String[] arguments) {
    var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    var output = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    input.lines().parallel().map(line -> answer(line.split("\t", -1))).forEachOrdered(output::println);
    output.flush();
  }

  private static String answer(String[] columns) {
    Pattern pattern;
    try {
      pattern = Pattern.compile(decode(columns[0]));
    } catch (PatternSyntaxException error) {
      return "!" + error.getMessage().replaceAll("\\R", " ");
    }
    var verdicts = new StringBuilder();
    for (int i = 1; i < columns.length; i++) verdicts.append(pattern.matcher(decode(columns[i])).find() ? '1' : '0');
    return verdicts.toString();
  }

  private static String decode(String column) {
    return new String(Base64.getDecoder().decode(column), StandardCharsets.UTF_8);
  }
}
