// Types of the public API from the services' OpenAPI documents: a changed contract breaks the build here, not at a user.
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';

const source = new URL('../../../contracts/openapi/', import.meta.url);
const target = new URL('../src/api/generated/', import.meta.url);

await mkdir(target, { recursive: true });
const documents = (await readdir(source)).filter((name) => name.endsWith('.json')).sort();
if (documents.length === 0) throw new Error(`No OpenAPI documents in ${source.pathname}`);
for (const name of documents) {
  const ast = await openapiTS(new URL(name, source), { emptyObjectsUnknown: true });
  await writeFile(new URL(name.replace('.json', '.d.ts'), target), astToString(ast));
}
console.log(`API types: ${documents.join(', ')}`);
