/** Pipelines for events in Elasticsearch under the names of the Elastic Common Schema. */
import type { Pipeline } from '../../../lib/pipeline/pipeline.ts';
import { createEcsPipeline } from './create.ts';
import { windowsEventSet } from './windows/event-sets.ts';

export const ecsWindows: Pipeline = /* @__PURE__ */ createEcsPipeline({
  name: 'ecs-windows',
  title: 'Elastic: Windows event log by Winlogbeat or Elastic Agent (ECS)',
  eventSets: [windowsEventSet],
});
