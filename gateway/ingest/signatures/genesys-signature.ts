// Genesys Cloud signs the AudioHook handshake: HTTP Message Signatures (draft 11 of what became RFC 9421), HMAC-SHA256 with
// the base64 client secret, over the components that `signature-input` lists. developer.genesys.cloud/devapps/audiohook.

import { isSameHash, keyedHash } from './keyed-hash.ts';
import type { SignatureVerdict, VendorRequest } from './vendor-request.ts';

const REQUIRED = [
  '@request-target',
  '@authority',
  'audiohook-organization-id',
  'audiohook-session-id',
  'audiohook-correlation-id',
  'x-api-key',
];
/** The oldest signature that is taken, and how far clocks may differ, s; as Genesys' reference server has them. */
const MAX_AGE_S = 10;
const CLOCK_SKEW_S = 3;

interface SignatureInput {
  readonly label: string;
  readonly components: readonly string[];
  /** As it stands in the header, from the parenthesis on. */
  readonly parameters: string;
}

export function checkGenesysSignature(
  request: VendorRequest,
  { apiKey, clientSecret }: { readonly apiKey: string; readonly clientSecret: string },
  nowMs: number,
): SignatureVerdict {
  const [input, given] = [request.header('signature-input'), request.header('signature')];
  if (input === undefined && given === undefined) return 'unsigned';
  const parsed = parseInput(input ?? '');
  if (!parsed || !REQUIRED.every((name) => parsed.components.includes(name))) return 'refused';
  if (request.header('x-api-key') !== apiKey || textOf(parsed.parameters, 'keyid') !== apiKey) return 'refused';
  if (!isFresh(parsed.parameters, nowMs) || (textOf(parsed.parameters, 'nonce') ?? '').length < 22) return 'refused';
  const base = genesysSignatureBase(request, parsed.components, parsed.parameters);
  const label = parsed.label.replace(/[.*]/g, '\\$&');
  const signature = new RegExp(`(?:^|,\\s*)${label}=:([A-Za-z0-9+/=]+):`).exec(given ?? '')?.[1];
  if (base === undefined || signature === undefined) return 'refused';
  const expected = keyedHash('sha256', Buffer.from(clientSecret, 'base64'), base);
  return isSameHash(expected, Buffer.from(signature, 'base64')) ? 'signed' : 'refused';
}

/** What is signed: a line a component, then the parameters. Undefined where a component is not there. */
export function genesysSignatureBase(
  { target, authority, header }: VendorRequest,
  components: readonly string[],
  parameters: string,
): string | undefined {
  const componentOf = (name: string): string | undefined => {
    if (name === '@request-target') return target;
    if (name === '@authority') return authority;
    return name.startsWith('@') ? undefined : header(name)?.trim();
  };
  const lines: string[] = [];
  for (const name of components) {
    const value = componentOf(name);
    if (value === undefined) return undefined;
    lines.push(`"${name}": ${value}`);
  }
  return [...lines, `"@signature-params": ${parameters}`].join('\n');
}

function parseInput(header: string): SignatureInput | undefined {
  const [, label, parameters, list] = /^\s*([a-z*][a-z0-9_.*-]*)=((?:\(([^)]*)\))[^,]*)$/.exec(header) ?? [];
  if (label === undefined || parameters === undefined || list === undefined) return undefined;
  const components = [...list.matchAll(/"([^"]+)"/g)].map(([, name]) => name ?? '');
  return { label, components, parameters: parameters.trim() };
}

const textOf = (parameters: string, name: string) => new RegExp(`;${name}="([^"]*)"`).exec(parameters)?.[1];
const numberOf = (parameters: string, name: string) => Number(new RegExp(`;${name}=(\\d+)`).exec(parameters)?.[1]);

function isFresh(parameters: string, nowMs: number): boolean {
  const [created, expires] = [numberOf(parameters, 'created'), numberOf(parameters, 'expires')];
  const nowS = nowMs / 1000;
  if (!(created <= nowS + CLOCK_SKEW_S) || created + MAX_AGE_S < nowS - CLOCK_SKEW_S) return false;
  return Number.isNaN(expires) || expires >= nowS - CLOCK_SKEW_S;
}
