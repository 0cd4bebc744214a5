// Starts the demonstration in a folder of its own, on a free port, and stops it.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import assert from "node:assert/strict";

export const PASSWORD = "prøv bavn i dag";

const PATIENCE = 120_000;

export async function startBavn(program) {
  const folder = await mkdtemp(join(tmpdir(), "bavn-browser-"));
  const child = spawn(program, ["--log-json", "demo", "--port", "0", "--data", folder], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, RUST_LOG: "warn" },
  });
  let said = "";
  let logged = "";
  child.stdout.on("data", (bytes) => (said += bytes));
  child.stderr.on("data", (bytes) => (logged += bytes));
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const address = await new Promise((resolve, reject) => {
    const refuse = (why) => reject(new Error(`Bavn did not start: ${why}\n${said}${logged}`));
    const late = setTimeout(() => refuse("it took too long"), PATIENCE);
    child.once("error", (error) => refuse(error.message));
    child.once("exit", (code) => refuse(`it ended with ${code}`));
    child.stdout.on("data", () => {
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (found) {
        clearTimeout(late);
        resolve(found[0]);
      }
    });
  });
  return {
    address,
    assertQuiet() {
      const errors = logged.split("\n").filter((line) => line.includes('"ERROR"'));
      assert.deepEqual(errors, []);
    },
    async stop() {
      child.kill("SIGTERM");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
