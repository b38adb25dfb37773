/** The PostgreSQL that the tests run on: 18 comes with npm, any other is Debian's. */
export const testedMajor = Number(process.env['AZUKARI_TEST_POSTGRES'] ?? 18)

/** Where Debian's package `postgresql-15` keeps the programs of that version. */
export const debianBinaries = (major: number) => `/usr/lib/postgresql/${major}/bin`
