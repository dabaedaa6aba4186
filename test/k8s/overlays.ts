// Renders the overlays as `kubectl apply -k` would.
import { execFile, spawnSync } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parseAllDocuments } from 'yaml';
import type { Manifest } from './manifest.ts';

const run = promisify(execFile);

export const OVERLAYS = ['local', 'production'] as const;
export type OverlayName = (typeof OVERLAYS)[number];

/** Whether `kubectl` is on the PATH; it renders without a cluster. */
export const hasKubectl = (): boolean =>
  spawnSync('kubectl', ['version', '--client'], { timeout: 10_000 }).status === 0;

/** Every document of a text. @throws for what is no YAML */
export const parseManifests = (text: string): Manifest[] =>
  parseAllDocuments(text, { uniqueKeys: true }).map((document) => {
    if (document.errors.length > 0) throw document.errors[0]!;
    const manifest = document.toJS() as Manifest;
    if (manifest.kind !== 'Secret') return manifest;
    // kustomize breaks long lines of base64, which Kubernetes joins again.
    const entries = Object.entries(manifest.data ?? {}).map(([key, value]) => [key, value.replaceAll(/\s/g, '')]);
    return { ...manifest, data: Object.fromEntries(entries) as Record<string, string> };
  });

/**
 * Renders both overlays out of a copy of `k8s/`, with secrets of a throw-away installation for the local one.
 * @throws with what kubectl says
 */
export const renderOverlays = async (root: string): Promise<Record<OverlayName, Manifest[]>> => {
  const folder = await mkdtemp(join(tmpdir(), 'rapport-k8s-'));
  try {
    const copy = join(folder, 'k8s');
    await cp(join(root, 'k8s'), copy, { recursive: true, filter: (path) => !path.endsWith('/secrets') });
    await run(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        join(root, 'shared/local/src/cluster/main.ts'),
        join(copy, 'overlays/local/secrets'),
      ],
      { env: { RAPPORT_DIR: join(folder, 'rapport') }, timeout: 30_000 },
    );
    const render = async (overlay: OverlayName): Promise<Manifest[]> => {
      const options = { timeout: 30_000, maxBuffer: 16 * 1_048_576 };
      const { stdout } = await run('kubectl', ['kustomize', join(copy, 'overlays', overlay)], options);
      return parseManifests(stdout);
    };
    return { local: await render('local'), production: await render('production') };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
