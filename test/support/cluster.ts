/** What the processes of a test run know of the cluster they share. */
export interface TestCluster {
  /** For making and dropping databases; never for the tests' own tables. */
  readonly maintenanceUrl: string;
  /** Name of the migrated database that the tests' databases are copied from. */
  readonly template: string;
}

/** The same server and login, another database. */
export function connectionStringOf(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(database)}`;
  return changed.href;
}
