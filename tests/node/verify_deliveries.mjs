// Judges deliveries by code of others: the signatures by standardwebhooks (HMAC) and by the published keys as
// jose finds and reads them (Ed25519), the bodies by the SDK of CloudEvents. Each must also refuse what was
// tampered with. One argument: a file with {"secrets", "keys", "deliveries": [{"headers", "body"}]}. Each secret
// and each key must fit each delivery. Prints what was verified; exit code 1 with what was amiss.
import { readFileSync } from "node:fs";
import { webcrypto } from "node:crypto";
import { HTTP, ValidationError } from "cloudevents";
import { createLocalJWKSet, errors } from "jose";
import { Webhook, WebhookVerificationError } from "standardwebhooks";

const { secrets, keys, deliveries } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const spoilt = (body) => body.replace('"specversion"', '"specversioN"');
let verified = 0;

function refuses(webhook, body, headers) {
  try {
    webhook.verify(body, headers);
    return false;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return true;
    throw error;
  }
}

function checkSecret(secret, { headers, body }) {
  const webhook = new Webhook(secret);
  webhook.verify(body, headers);
  if (!refuses(webhook, spoilt(body), headers)) throw new Error("a tampered body was accepted");
  const other = { ...headers, "webhook-id": headers["webhook-id"] + "0" };
  if (!refuses(webhook, body, other)) throw new Error("another id was accepted");
  verified += 1;
}

async function checkKey(keySet, kid, { headers, body }) {
  const key = await keySet({ alg: "EdDSA", kid });
  const signed = (text) =>
    new TextEncoder().encode(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${text}`);
  const signatures = headers["webhook-signature"]
    .split(" ")
    .filter((each) => each.startsWith("v1a,"))
    .map((each) => Buffer.from(each.slice(4), "base64"));
  const fits = async (text) => {
    for (const signature of signatures)
      if (await webcrypto.subtle.verify("Ed25519", key, signature, signed(text))) return true;
    return false;
  };
  if (!(await fits(body))) throw new Error("a published key does not fit");
  if (await fits(spoilt(body))) throw new Error("a published key fits a tampered body");
  const bytes = Buffer.from(signatures[0]);
  bytes[0] ^= 1;
  signatures.splice(0, signatures.length, bytes);
  if (await fits(body)) throw new Error("a published key fits a tampered signature");
  verified += 1;
}

async function checkUnknownKey(keySet) {
  try {
    await keySet({ alg: "EdDSA", kid: "0".repeat(32) });
  } catch (error) {
    if (error instanceof errors.JWKSNoMatchingKey) return;
    throw error;
  }
  throw new Error("a key that nobody published was found");
}

function refusesEvent(headers, event) {
  try {
    HTTP.toEvent({ headers, body: JSON.stringify(event) }).validate();
    return false;
  } catch (error) {
    if (error instanceof ValidationError || error instanceof TypeError) return true;
    throw error;
  }
}

function checkEvent({ headers, body }) {
  const event = HTTP.toEvent({ headers, body });
  event.validate();
  for (const spoiling of [{ source: undefined }, { type: undefined }, { dataschema: "no URI" }])
    if (!refusesEvent(headers, { ...JSON.parse(body), ...spoiling }))
      throw new Error(`a tampered event was accepted: ${Object.keys(spoiling)}`);
  if (event.id !== headers["webhook-id"]) throw new Error("the event has another id");
  for (const extension of ["sequence", "recordedtime"])
    if (typeof event[extension] !== "string") throw new Error(`the event has no ${extension}`);
  if (!event.dataschema) throw new Error("the event has no dataschema");
}

try {
  const keySet = createLocalJWKSet({ keys });
  await checkUnknownKey(keySet);
  for (const delivery of deliveries) {
    checkEvent(delivery);
    for (const secret of secrets) checkSecret(secret, delivery);
    for (const { kid } of keys) await checkKey(keySet, kid, delivery);
  }
  console.log(`${deliveries.length} deliveries, ${verified} signatures`);
} catch (error) {
  console.log(String(error));
  process.exit(1);
}
