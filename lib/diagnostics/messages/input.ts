/** What getting at a text says; see `codes.ts` for when. The place is the file, so every message names none. */
import type { Finding } from '../diagnostic.ts';

export function inputMissing(): Finding {
  return finding('input-missing', 'there is no such file or folder');
}

/** @param reason - The system's word for it, such as `EACCES`. */
export function inputUnreadable(reason: string): Finding {
  return finding('input-unreadable', `the file cannot be read (${reason})`);
}

export function inputNotUtf8(): Finding {
  return finding('input-encoding', 'the text is not UTF-8 from here on', ['save the file as UTF-8']);
}

/** @param limit - In bytes. */
export function inputTooLarge(limit: number): Finding {
  return finding('input-too-large', `the file is larger than the ${limit} bytes that are read`);
}

/** @param reason - The decompressor's word for it, such as `Z_DATA_ERROR`. */
export function inputCompression(reason: string): Finding {
  return finding('input-compression', `the gzip data is damaged or cut short (${reason})`, [
    'what could be decompressed has been read',
  ]);
}

export function inputWithoutEvent(): Finding {
  return finding('input-no-events', 'there is no event in it');
}

export function inputNoEvents(): Finding {
  return finding(
    'input-no-events',
    'the folder holds no file whose name ends in .json, .jsonl or .ndjson, with or without .gz',
  );
}

export function inputNoRows(): Finding {
  return finding(
    'input-no-events',
    'the folder holds no file whose name ends in .parquet, .csv, .tsv, .json, .jsonl or .ndjson, the texts with or without .gz',
  );
}

export function inputNoRules(): Finding {
  return finding('input-no-rules', 'the folder holds no file whose name ends in .yml or .yaml');
}

export function inputNoTests(): Finding {
  return finding('input-no-tests', 'there is no test', [
    'tests are files named *.test.yml, and what rules name by regression_tests_path',
  ]);
}

function finding(code: Finding['code'], message: string, hints: readonly string[] = []): Finding {
  return { code, severity: 'error', message, hints };
}
