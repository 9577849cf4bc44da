/** What is wrong with a rule, and where: as text for people, as data for programs. */
import { convert, diagnosticToJson, formatDiagnostic, parseSigma } from 'sigmaq';
import { eql } from 'sigmaq/backends/eql';

const text = `
title: Mistakes
logsource: { product: linux }
detection:
  keywords:
    - segfault
  selection:
    Image|endwith: /bash
  condition: keywords and selektion
`;

/** Everything there is to say about a text and its conversion. A bad rule stops no other. */
function check(name: string, yaml: string) {
  const { rules, diagnostics } = parseSigma(yaml, { name });
  return [...diagnostics, ...rules.flatMap((rule) => convert(rule, eql).diagnostics)];
}

for (const diagnostic of check('rule.yml', text)) console.log(formatDiagnostic(diagnostic));

// With these mended, what remains is what the target cannot say.
const mended = text.replace('endwith', 'endswith').replace('selektion', 'selection');
for (const diagnostic of check('mended.yml', mended))
  console.log(JSON.stringify(diagnosticToJson(diagnostic)));
