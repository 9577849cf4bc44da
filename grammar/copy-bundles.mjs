/** Puts the generated grammar bundles beside the compiled code: `tsc` copies no JavaScript. */
import { cpSync } from 'node:fs';

cpSync('grammar', 'dist/grammar', {
  recursive: true,
  filter: (path) => path === 'grammar' || /\.ohm-bundle\.(js|d\.ts)$/.test(path),
});
