/**
 * What Splunk Enterprise Security wants to know of an alert: that it is a detection, what of ATT&CK it shows, and how grave the
 * finding is that it makes.
 * https://help.splunk.com/en/splunk-enterprise-security-8/administer/8.0/configuration-file-reference/savedsearches.conf
 */
import type { SigmaRule } from '../../../lib/ast/rule.ts';
import { resolveTags } from '../../../lib/analysis/attack/index.ts';
import type { ConfSettings } from './conf.ts';

/**
 * @param name of the stanza: it holds nothing that Enterprise Security would take for a variable
 * @param domain where its findings are filed, such as `threat`
 */
export function detectionSettings(rule: SigmaRule, name: string, domain: string): ConfSettings {
  const techniques = resolveTags(rule).tactics.flatMap((tactic) => tactic.techniques.map(({ id }) => id));
  const annotations = JSON.stringify({ mitre_attack: [...new Set(techniques)] });
  return [
    ['action.correlationsearch.enabled', '1'],
    ['action.correlationsearch.label', name],
    ...(techniques.length === 0 ? [] : [['action.correlationsearch.annotations', annotations] as const]),
    ['action.notable', '1'],
    ['action.notable.param.rule_title', name],
    ['action.notable.param.security_domain', domain],
    ['action.notable.param.severity', rule.level ?? 'medium'],
  ];
}
