/**
 * Every transformation by the name it has in files.
 * https://sigmahq-pysigma.readthedocs.io/en/latest/Processing_Pipelines.html
 */
import { addCondition } from './add-condition.ts';
import { changeCase } from './case.ts';
import {
  fieldNameMapping,
  fieldNamePrefix,
  fieldNamePrefixMapping,
  fieldNameSuffix,
  fieldNameTransform,
} from './fields.ts';
import { detectionItemFailure, dropDetectionItem, extractFields, hashesFields } from './items.ts';
import { nest } from './nest.ts';
import {
  commandPlaceholders,
  filePlaceholders,
  httpPlaceholders,
  queryExpressionPlaceholders,
  valuePlaceholders,
  wildcardPlaceholders,
} from './placeholders.ts';
import { toRegex } from './regex.ts';
import {
  addField,
  changeLogsource,
  removeField,
  ruleFailure,
  setCustomAttribute,
  setField,
  setState,
  strictFieldMappingFailure,
} from './rules.ts';
import type { TransformationType } from './transformation.ts';
import { convertType, mapString, replaceString, setValue } from './values.ts';

export const TRANSFORMATIONS: Readonly<Record<string, () => TransformationType>> = {
  field_name_mapping: fieldNameMapping,
  field_name_prefix_mapping: fieldNamePrefixMapping,
  field_name_transform: fieldNameTransform,
  field_name_suffix: fieldNameSuffix,
  field_name_prefix: fieldNamePrefix,
  drop_detection_item: dropDetectionItem,
  hashes_fields: hashesFields,
  extract_fields: extractFields,
  wildcard_placeholders: wildcardPlaceholders,
  value_placeholders: valuePlaceholders,
  query_expression_placeholders: queryExpressionPlaceholders,
  file_placeholders: filePlaceholders,
  http_placeholders: httpPlaceholders,
  command_placeholders: commandPlaceholders,
  add_condition: addCondition,
  change_logsource: changeLogsource,
  add_field: addField,
  remove_field: removeField,
  set_field: setField,
  replace_string: replaceString,
  map_string: mapString,
  set_state: setState,
  regex: toRegex,
  set_value: setValue,
  convert_type: convertType,
  case: changeCase,
  rule_failure: ruleFailure,
  detection_item_failure: detectionItemFailure,
  strict_field_mapping_failure: strictFieldMappingFailure,
  set_custom_attribute: setCustomAttribute,
  nest,
};
