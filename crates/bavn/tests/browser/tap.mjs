// A test is a name and a function that throws. Results are lines of the Test Anything Protocol.
let passed = 0;
let failed = 0;

export async function test(name, body) {
  const started = performance.now();
  let fault;
  try {
    await body();
  } catch (error) {
    fault = error;
  }
  const took = `# ${Math.round(performance.now() - started)} ms`;
  const number = passed + failed + 1;
  if (fault === undefined) {
    passed += 1;
    console.log(`ok ${number} - ${name} ${took}`);
  } else {
    failed += 1;
    console.log(`not ok ${number} - ${name} ${took}`);
    for (const line of String(fault.stack ?? fault).split("\n").slice(0, 40)) console.log(`#   ${line}`);
  }
  return fault === undefined;
}

// Writes the closing line; gives the exit code.
export function closing() {
  console.log(`1..${passed + failed}`);
  console.log(`# browser: ${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}
