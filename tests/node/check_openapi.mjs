// Checks the API description with the tools of others. One argument: a JSON file with `description` (the
// OpenAPI document) and `samples`, each {schema, valid, what, document}. Every component must compile, every
// sample must be judged as it says, every member that a schema of the samples describes must occur in a valid
// sample, and the linter must find nothing. Exit code 0, or 1 with a line for each finding.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const here = dirname(fileURLToPath(import.meta.url));
const { description, samples } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const schemas = description.components.schemas;
const findings = [];

const ajv = new Ajv2020({ strict: true, strictRequired: true, allErrors: true, allowUnionTypes: true });
addFormats(ajv);
ajv.addVocabulary(["x-personal", "x-result", "x-codes", "x-fault-codes", "x-known-words", "example", "discriminator", "components"]);
ajv.addSchema({ $id: "api", components: { schemas } });
const reference = (name) => `api#/components/schemas/${name}`;

for (const name of Object.keys(schemas)) {
  try {
    ajv.compile({ $ref: reference(name) });
  } catch (error) {
    findings.push(`component ${name} does not compile: ${error.message}`);
  }
}

const resolve = (schema) =>
  schema.$ref ? { ...schemas[schema.$ref.split("/").pop()], at: schema.$ref.split("/").pop() } : schema;

// Marks every member of the document that the schema describes; `place` tells members of one name apart.
const seen = new Set();
function mark(schema, document, place) {
  const { at, ...known } = resolve(schema);
  const here = at ?? place;
  if (document === null || typeof document !== "object") return;
  for (const choice of known.anyOf ?? []) mark(choice, document, here);
  if (Array.isArray(document)) {
    for (const item of document) mark(known.items ?? {}, item, here);
    return;
  }
  for (const [name, inner] of Object.entries(known.properties ?? {})) {
    if (!(name in document)) continue;
    seen.add(`${here}/${name}`);
    mark(inner, document[name], `${here}/${name}`);
  }
}

function described(schema, place, found, visited) {
  const { at, ...known } = resolve(schema);
  const here = at ?? place;
  if (at && visited.has(at)) return;
  if (at) visited.add(at);
  for (const choice of known.anyOf ?? []) described(choice, here, found, visited);
  if (known.items) described(known.items, here, found, visited);
  for (const [name, inner] of Object.entries(known.properties ?? {})) {
    found.add(`${here}/${name}`);
    described(inner, `${here}/${name}`, found, visited);
  }
}

const expected = new Set();
const visited = new Set(["Facts"]);
for (const { schema, valid, what, document } of samples) {
  const validate = ajv.getSchema(reference(schema));
  if (!validate) {
    findings.push(`${what}: there is no component ${schema}`);
    continue;
  }
  const judged = validate(document);
  if (judged !== valid) {
    const errors = ajv.errorsText(validate.errors, { dataVar: schema });
    findings.push(valid ? `${what}: ${errors}` : `${what}: passes as ${schema}, but the daemon refuses it`);
  }
  if (!valid) continue;
  mark({ $ref: reference(schema) }, document, schema);
  described({ $ref: reference(schema) }, schema, expected, visited);
}
for (const member of expected) if (!seen.has(member)) findings.push(`no sample has the member ${member}`);

const folder = mkdtempSync(join(tmpdir(), "reviewd-openapi-"));
try {
  const file = join(folder, "openapi.json");
  writeFileSync(file, JSON.stringify(description));
  const linter = join(here, "..", "node_modules", "@redocly", "cli", "bin", "cli.js");
  const config = join(here, "redocly.yml");
  execFileSync(process.execPath, [linter, "lint", file, `--config=${config}`, "--format=stylish"], {
    stdio: "pipe",
    env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
  });
} catch (error) {
  findings.push(`redocly lint: ${error.stdout}${error.stderr}`);
} finally {
  rmSync(folder, { recursive: true });
}

for (const finding of findings) console.log(finding);
const components = Object.keys(schemas).length;
console.log(`${components} components, ${samples.length} samples, ${findings.length} findings`);
process.exit(findings.length === 0 ? 0 : 1);
