import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** One place where this machine gets Debian from, and the keys that sign what it has. */
export interface DebianMirror {
  readonly uri: string;
  readonly signedBy: string;
}

const ARCHIVE_KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

/**
 * The mirrors from which the sources of apt in `folder` (usually /etc/apt) take the suite `codename` with its component
 * main, most trusted order = order of appearance; security and update suites live elsewhere and are left out.
 */
export async function findDebianMirrors(folder: string, codename: string): Promise<readonly DebianMirror[]> {
  const mirrors = (await readSources(folder)).flatMap((file) =>
    file.name.endsWith('.sources') ? fromStanzas(file.text, codename) : fromLines(file.text, codename),
  );
  return mirrors.filter((mirror, at) => mirrors.findIndex((other) => other.uri === mirror.uri) === at);
}

async function readSources(folder: string): Promise<readonly { name: string; text: string }[]> {
  const parts = join(folder, 'sources.list.d');
  const names = (await readdir(parts).catch(() => [])).filter((name) => /\.(list|sources)$/.test(name)).sort();
  const paths = [join(folder, 'sources.list'), ...names.map((name) => join(parts, name))];
  return Promise.all(paths.map(async (name) => ({ name, text: await readFile(name, 'utf8').catch(() => '') })));
}

/** The deb822 form: paragraphs of `Field: values`. An embedded key is left to the archive keyring. */
function fromStanzas(text: string, codename: string): readonly DebianMirror[] {
  return text.split(/\n\s*\n/).flatMap((stanza) => {
    const field = (name: string): readonly string[] =>
      new RegExp(`^${name}:[ \\t]*(.*(?:\\n[ \\t]+.*)*)`, 'im').exec(stanza)?.[1]?.trim().split(/\s+/) ?? [];
    const isOff = field('Enabled')[0]?.toLowerCase() === 'no';
    if (isOff || !field('Types').includes('deb')) return [];
    if (!field('Suites').includes(codename) || !field('Components').includes('main')) return [];
    return field('URIs').map((uri) => ({ uri, signedBy: keyring(field('Signed-By')[0]) }));
  });
}

/** The form of one line each: `deb [options] uri suite components…`. */
function fromLines(text: string, codename: string): readonly DebianMirror[] {
  return text.split('\n').flatMap((line) => {
    const match = /^\s*deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)\s+(.*)$/.exec(line);
    const [, options = '', uri = '', suite = '', components = ''] = match ?? [];
    if (suite !== codename || !components.split(/\s+/).includes('main')) return [];
    return [{ uri, signedBy: keyring(/signed-by=(\S+)/.exec(options)?.[1]) }];
  });
}

function keyring(path: string | undefined): string {
  return path?.startsWith('/') ? path : ARCHIVE_KEYRING;
}
