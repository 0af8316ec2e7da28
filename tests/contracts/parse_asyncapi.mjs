// Parses an AsyncAPI document with the official parser and fails on every diagnostic above a hint.
import { readFile } from 'node:fs/promises';
import { DiagnosticSeverity, Parser } from '@asyncapi/parser';

const { document, diagnostics } = await new Parser().parse(await readFile(process.argv[2], 'utf8'));
const worse = diagnostics.filter(({ severity }) => severity <= DiagnosticSeverity.Warning);
for (const { path, message } of worse) console.error(`${path.join('.')}: ${message}`);
if (!document || worse.length > 0) process.exit(1);
console.log(JSON.stringify({
  version: document.version(),
  channels: document.channels().length,
  operations: document.operations().length,
  messages: document.components().messages().length,
}));
