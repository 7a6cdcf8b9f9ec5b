// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

/** Who may import whom. `testing` may import anything and is itself imported by tests and benchmarks only. */
const ALLOWED: Record<string, readonly string[]> = {
  core: [],
  chain: ['core'],
  store: ['core'],
  sdk: ['core', 'chain'],
  vehicle: ['core', 'sdk'],
  server: ['core', 'chain', 'store'],
  cli: ['core', 'sdk'],
  web: ['core', 'sdk'],
  testing: ['core', 'chain', 'store', 'sdk'],
};

/** These programs are started as processes: they are listed so that they are installed, and never imported. */
const RUNS: Record<string, readonly string[]> = {
  cli: ['server', 'vehicle', 'web'],
  server: ['vehicle'],
  testing: ['server', 'vehicle'],
};

const FOLDERS = Object.keys(ALLOWED).map((name) => ({
  name,
  directory: join(['vehicle', 'server', 'cli', 'web'].includes(name) ? 'apps' : 'packages', name),
}));

function sourceFiles(directory: string): string[] {
  return readdirSync(join(directory, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(directory, 'src', file));
}

function importedModules(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:from\s+|import\s*\(\s*|^import\s+)['"]([^'"]+)['"]/gm)].map(
    (match) => match[1] ?? '',
  );
}

const isTestFile = (file: string) => /\.(test|bench)\.tsx?$/.test(file);

describe.each(FOLDERS)('$name', ({ name, directory }) => {
  const manifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>;
    devDependencies?: Record<string, string>;
  };
  const ours = (dependencies: Record<string, string> = {}) =>
    Object.keys(dependencies)
      .filter((dependency) => dependency.startsWith('@datacar/'))
      .map((dependency) => dependency.slice('@datacar/'.length));

  test('lists only the packages that it may import or run', () => {
    const allowed = [...(ALLOWED[name] ?? []), ...(RUNS[name] ?? [])];
    expect(ours(manifest.dependencies).filter((dependency) => !allowed.includes(dependency))).toEqual([]);
    expect(ours(manifest.devDependencies).filter((dependency) => dependency !== 'testing')).toEqual([]);
  });

  test('imports only what it may, by published paths and never through a folder above its own', () => {
    const wrong = sourceFiles(directory).flatMap((file) =>
      importedModules(file)
        .filter((module) => {
          if (module.startsWith('.')) return !join(file, '..', module).startsWith(directory);
          const [, target] = module.match(/^@datacar\/([^/]+)/) ?? [];
          if (target === undefined || target === name) return false;
          if (module.includes('/internal/')) return true;
          return !ALLOWED[name]?.includes(target) && !(target === 'testing' && isTestFile(file));
        })
        .map((module) => `${file} -> ${module}`),
    );
    expect(wrong).toEqual([]);
  });

  test('imports only the libraries that its package.json lists', () => {
    // Types without code of their own are listed as `@types/NAME`.
    const listed = new Set(
      Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).flatMap((name) => [
        name,
        name.replace(/^@types\//, ''),
      ]),
    );
    const wrong = sourceFiles(directory)
      .filter((file) => !isTestFile(file))
      .flatMap((file) =>
        importedModules(file)
          .filter((module) => !/^(\.|#|node:|@datacar\/)/.test(module))
          .filter((module) => !listed.has(module.match(/^(@[^/]+\/[^/]+|[^/]+)/)?.[1] ?? ''))
          .map((module) => `${file} -> ${module}`),
      );
    expect(wrong).toEqual([]);
  });

  test('starts every file with its licence and exports nothing by default', () => {
    const wrong = sourceFiles(directory).filter((file) => {
      const text = readFileSync(file, 'utf8');
      return (
        !/SPDX-License-Identifier: Apache-2.0/.test(text.slice(0, 200)) || /^export default /m.test(text)
      );
    });
    expect(wrong).toEqual([]);
  });
});

test('core does no input or output: it imports no Node module outside its crypto for Node', () => {
  const wrong = sourceFiles('packages/core')
    .filter((file) => !isTestFile(file) && !file.endsWith('crypto/nodeCrypto.ts'))
    .filter((file) => importedModules(file).some((module) => module.startsWith('node:')));
  expect(wrong).toEqual([]);
});
