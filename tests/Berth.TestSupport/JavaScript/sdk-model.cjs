// Prints the API model of an AWS SDK for JavaScript client in botocore's format: what its schemas, enums and documentation tell.
//   node sdk-model.cjs FOLDER-OF-THE-PACKAGE
// The package has neither patterns nor lengths of strings, so that the model printed here has none.
const fs = require("fs");
const path = require("path");

const folder = process.argv[2];
const client = require(folder);
const declarations = path.join(folder, "dist-types");
const shapes = {};
const operations = {};

// The name of each enum's type by structure and member: schemas call an enum a string, the declarations name it.
const enumOf = {};
for (const file of fs.readdirSync(path.join(declarations, "models"))) {
  const text = fs.readFileSync(path.join(declarations, "models", file), "utf8");
  for (const [, structure, body] of text.matchAll(/^export interface (\w+)(?: extends [^{]*)? \{\n([\s\S]*?)^\}/gm)) {
    for (const [, member, type] of body.matchAll(/^ {4}(\w+)\??: (\w+)(?:\[\])?(?: \| undefined)?;/gm)) {
      const values = client[type];
      if (values && typeof values === "object" && !Array.isArray(values)) {
        (enumOf[structure] ??= {})[member] = { name: type, values: Object.values(values).sort() };
      }
    }
  }
}

// Simple schemas: numbers of the SDK, see @smithy/types. A list of simple items is the item's number plus 64.
const simple = { 0: "string", 1: "integer", 2: "boolean", 4: "timestamp", 5: "timestamp", 6: "timestamp", 7: "timestamp", 15: "document", 17: "bigint", 19: "bigdecimal", 21: "blob", 42: "blob" };

function define(name, shape) {
  shapes[name] ??= shape;
  return name;
}

function nameOf(schema, choice) {
  const resolved = typeof schema === "function" ? schema() : schema;
  if (typeof resolved === "number") {
    if (resolved >= 128) return define(`Map${resolved}`, { type: "map", key: { shape: nameOf(0) }, value: { shape: nameOf(resolved - 128) } });
    if (resolved >= 64) {
      const item = nameOf(resolved - 64, choice);
      return define(`List${item}`, { type: "list", member: { shape: item } });
    }
    if (resolved === 0 && choice) return define(choice.name, { type: "string", enum: choice.values });
    const type = simple[resolved] ?? "document";
    return define(`Simple_${type}`, { type });
  }
  const [kind, , name] = resolved;
  switch (kind) {
    case 0: return nameOf(resolved[4], choice);
    case 1: {
      const known = define(name, { type: "list" });
      shapes[known].member ??= { shape: nameOf(resolved[4], choice) };
      return known;
    }
    case 2: {
      const known = define(name, { type: "map" });
      shapes[known].key ??= { shape: nameOf(resolved[4]) };
      shapes[known].value ??= { shape: nameOf(resolved[5]) };
      return known;
    }
    case 3: case -3: case 4: {
      if (!shapes[name]) {
        const shape = (shapes[name] = { type: "structure", members: {} });
        const [members, types, required] = resolved.slice(4);
        members.forEach((member, index) => { shape.members[member] = { shape: nameOf(types[index], enumOf[name]?.[member]) }; });
        if (required) shape.required = members.slice(0, required);
      }
      return name;
    }
    default: {
      // Unit, or a simple schema with traits: [schema, traits].
      if (Array.isArray(resolved) && resolved.length === 2) return nameOf(resolved[0], choice);
      return define("Simple_document", { type: "document" });
    }
  }
}

for (const schema of Object.values(client)) {
  if (!Array.isArray(schema) || schema[0] !== 9) continue;
  const [, , name, , input, output] = schema;
  const documentation = fs.readFileSync(path.join(declarations, "commands", `${name}Command.d.ts`), "utf8");
  const errors = [...documentation.matchAll(/@throws \{@link (\w+)\} \((?:client|server) fault\)/g)].map((match) => match[1]);
  operations[name] = { name, input: { shape: nameOf(input) }, output: { shape: nameOf(output) }, errors: [...new Set(errors)].map((shape) => ({ shape })) };
}

process.stdout.write(JSON.stringify({ operations, shapes }));
