// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { appDirectory, builtDirectory } from './appDirectory.ts';

interface ManifestEntry {
  file: string;
  src?: string;
  isEntry?: boolean;
  imports?: string[];
}

export interface MeasuredRoute {
  /** As the router writes it. */
  path: string;
  /** The page's module. */
  module: string;
  /** Of all JavaScript that is fetched before the page can be seen. */
  gzippedBytes: number;
}

/** Weighs what each route loads first: the entry, the page's chunk, and all that they import statically. */
export function measureRoutes(): MeasuredRoute[] {
  const manifest = JSON.parse(readFileSync(join(builtDirectory, '.vite', 'manifest.json'), 'utf8')) as Record<
    string,
    ManifestEntry
  >;
  const entry = Object.keys(manifest).find((key) => manifest[key]?.isEntry === true);
  if (entry === undefined) throw new Error('The manifest of the built app names no entry.');
  const sizes = new Map<string, number>();
  const sizeOf = (file: string): number => {
    let size = sizes.get(file);
    if (size === undefined) {
      size = gzipSync(readFileSync(join(builtDirectory, file)), { level: 9 }).length;
      sizes.set(file, size);
    }
    return size;
  };
  return registeredPages().map(({ path, modules, module }) => {
    const files = new Set<string>();
    const collect = (key: string): void => {
      const chunk = manifest[key];
      if (chunk === undefined) throw new Error(`The built app has no ${key}, the page of ${path}.`);
      if (files.has(chunk.file)) return;
      files.add(chunk.file);
      for (const imported of chunk.imports ?? []) collect(imported);
    };
    for (const key of [entry, ...modules]) collect(key);
    return { path, module, gzippedBytes: [...files].reduce((sum, file) => sum + sizeOf(file), 0) };
  });
}

interface RegisteredPage {
  path: string;
  module: string;
  /** The page and the layouts around it. */
  modules: string[];
}

/** The routes as the capabilities' `routes.ts` register them; a child's page stands inside its parent's. */
function registeredPages(): RegisteredPage[] {
  const source = join(appDirectory, 'src');
  return readdirSync(source, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: folder }) => {
      let text: string;
      try {
        text = readFileSync(join(source, folder, 'routes.ts'), 'utf8');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
        throw error;
      }
      const routes = new Map(
        [...text.matchAll(/const (\w+) = createRoute\(\{(.*?)\n\}\);/gs)].map(([, name = '', body = '']) => [
          name,
          {
            parent: body.match(/getParentRoute: \(\) => (\w+)/)?.[1] ?? 'rootRoute',
            path: body.match(/path: '([^']*)'/)?.[1] ?? '',
            module: resolveModule(folder, body.match(/import\('([^']+)'\)/)?.[1] ?? ''),
          },
        ]),
      );
      return [...routes].map(([, route]) => {
        const chain = [route];
        for (
          let parent = routes.get(route.parent);
          parent !== undefined;
          parent = routes.get(parent.parent)
        ) {
          chain.unshift(parent);
        }
        const path = chain.map((part) => part.path.replace(/\/$/, '')).join('') || '/';
        return { path, module: route.module, modules: chain.map((part) => part.module) };
      });
    });
}

function resolveModule(folder: string, specifier: string): string {
  return join('src', folder, specifier);
}
