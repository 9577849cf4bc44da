/** What a {@link Query} is asked about. */

/**
 * An event with fields by name: flat (`{ 'process.name': … }`), nested (`{ process: { name: … } }`) or both.
 *
 * @example { EventID: 4688, Image: 'C:\\Windows\\System32\\cmd.exe', Hashes: null }
 */
export type EventRecord = Readonly<Record<string, unknown>>;
