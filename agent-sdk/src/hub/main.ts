#!/usr/bin/env node
import { runCli } from "./cli";

const status = await runCli(process.argv.slice(2), {
  env: process.env,
  print: (text) => process.stdout.write(`${text}\n`),
  complain: (text) => process.stderr.write(`${text}\n`),
});
process.exit(status);
