// Checks a badge with packages that are none of ours. Reads JSON from standard input:
// {folder, contexts, badge, keys, list}; prints {verified, ended, error}. Nothing is fetched.
import {createRequire} from 'node:module';
import {pathToFileURL} from 'node:url';
import {text} from 'node:stream/consumers';

const given = JSON.parse(await text(process.stdin));
const found = createRequire(`${given.folder}/`);
const load = name => import(pathToFileURL(found.resolve(name)));
const vc = await load('@digitalbazaar/vc');
const {DataIntegrityProof} = await load('@digitalbazaar/data-integrity');
const {cryptosuite} = await load('@digitalbazaar/eddsa-rdfc-2022-cryptosuite');
const {checkStatus} = await load('@digitalbazaar/vc-bitstring-status-list');
const {securityLoader} = await load('@digitalbazaar/security-document-loader');

const loader = securityLoader();
for (const [url, document] of Object.entries(given.contexts)) {
  loader.addStatic(url, document);
}
const {keys, list, badge} = given;
loader.addStatic(keys.id, keys);
for (const method of keys.verificationMethod) {
  loader.addStatic(method.id, {'@context': 'https://w3id.org/security/multikey/v1', ...method});
}
loader.addStatic(list.id, list);
const documentLoader = loader.build();
const suite = new DataIntegrityProof({cryptosuite});

// The status is looked at with its own list's signature; it says which bit stands there.
const statusOf = asked => checkStatus({...asked, suite, verifyBitstringStatusListCredential: true});
const answer = await vc.verifyCredential({
  credential: badge, suite, documentLoader, checkStatus: statusOf,
});
console.log(JSON.stringify({
  verified: answer.verified,
  ended: answer.statusResult?.results?.[0]?.status ?? null,
  error: String(answer.error?.errors?.[0] ?? answer.error ?? ''),
}));
