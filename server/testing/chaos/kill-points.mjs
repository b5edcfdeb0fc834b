// Loaded before the built server by the kill tests alone (`node --import`): ends the process with SIGKILL at a named
// point of its work with the database. Signal SIGUSR2 arms the points that lie in the running server.
import Database from "better-sqlite3";

const [point = "", count = "1"] = (process.env.OPSTAGE_TEST_KILL ?? "").split(":");
let left = Number(count);
let isArmed = point === "mid-migration" || point === "mid-backup";
process.on("SIGUSR2", () => {
  isArmed = true;
});

function dieWhenDue() {
  if (isArmed && --left <= 0) process.kill(process.pid, "SIGKILL");
}

const { prepare, exec, backup } = Database.prototype;

Database.prototype.prepare = function prepareWatched(sql) {
  const statement = prepare.call(this, sql);
  if (sql !== "COMMIT" || !point.endsWith("-commit")) return statement;
  const run = statement.run.bind(statement);
  statement.run = (...args) => {
    if (point === "before-commit") dieWhenDue();
    const result = run(...args);
    if (point === "after-commit") dieWhenDue();
    return result;
  };
  return statement;
};

Database.prototype.exec = function execWatched(sql) {
  const result = exec.call(this, sql);
  // What a migration has written by now is in its open transaction.
  if (point === "mid-migration" && this.inTransaction) dieWhenDue();
  return result;
};

Database.prototype.backup = function backupWatched(file, options) {
  if (point !== "mid-backup") return backup.call(this, file, options);
  return backup.call(this, file, {
    ...options,
    progress(state) {
      dieWhenDue();
      return options?.progress?.(state) ?? 100;
    },
  });
};
