// Builds dist/: the script that a website embeds, the chat it loads when opened, what
// only an answer needs, and the style and script of the pages.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { parse } from 'yaml';

const MOST_KILOBYTES = 60; // gzipped, all that a citizen's browser loads of the widget

// What the cards name: the assistant's own vocabulary, so that both say the same.
const { area, procedure, reason } = parse(readFileSync('../../data/vocabulary.yml', 'utf8'));
const define = { TERMS: JSON.stringify({ area, procedure, reason }) };

const shared = { define, bundle: true, minify: true, target: 'es2020', loader: { '.css': 'text' }, outdir: 'dist', legalComments: 'none' };
rmSync('dist', { recursive: true, force: true });
mkdirSync('dist');
await build({ ...shared, entryPoints: ['src/widget.js'], format: 'iife' });
await build({ ...shared, entryPoints: ['src/chat.js'], format: 'esm' });
await build({ ...shared, entryPoints: ['src/answered.js'], format: 'esm' }); // shares no file with the chat: each loads alone
copyFileSync('page/icon.svg', 'dist/icon.svg');
await build({ ...shared, entryPoints: ['page/page.js'], format: 'iife' });
await build({ bundle: true, minify: true, entryPoints: ['page/page.css'], outdir: 'dist' }); // with its tokens

const kilobytes = (name) => gzipSync(readFileSync(`dist/${name}`), { level: 9 }).length / 1024;
for (const name of readdirSync('dist')) console.log(`${name.padEnd(12)} ${kilobytes(name).toFixed(1)} KB gzipped`);
const widget = kilobytes('widget.js') + kilobytes('chat.js') + kilobytes('answered.js');
if (widget > MOST_KILOBYTES) {
  console.error(`The widget is ${widget.toFixed(0)} KB gzipped, more than ${MOST_KILOBYTES} KB.`);
  process.exit(1);
}
