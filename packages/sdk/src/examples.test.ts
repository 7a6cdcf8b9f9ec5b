// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import { describe, expect, test } from 'vitest';

const source = dirname(fileURLToPath(import.meta.url));
const packages = join(source, '..', '..');
const actions = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /^(api|consortium|records|signals|token|vehicles|wallet|client)\/(calls\/)?[a-z]\w+\.ts$/.test(file),
);

describe.each(actions.map((file) => [file.replace(/\.ts$/, '')]))('%s', (name) => {
  const [, block = ''] =
    /@example\n((?: \*.*\n)+?) \*\/\nexport (?:async )?function/.exec(
      readFileSync(join(source, `${name}.ts`), 'utf8'),
    ) ?? [];
  const example = block.replaceAll(/^ \* ?/gm, '');

  test('has an example that is TypeScript and imports it by its published path', async () => {
    expect(example).toContain(`from '@datacar/sdk/${name}'`);
    await transform(example, { loader: 'ts', format: 'esm' });
  });

  test('imports only what there is', () => {
    const require = createRequire(import.meta.url);
    for (const [, module = ''] of example.matchAll(/from '([^']+)'/g)) {
      const [, workspace, path] = /^@datacar\/(\w+)\/(.+)$/.exec(module) ?? [];
      if (workspace === undefined) expect(() => require.resolve(module)).not.toThrow();
      else
        expect([module, existsSync(join(packages, workspace, 'src', `${path}.ts`))]).toEqual([module, true]);
    }
  });
});
