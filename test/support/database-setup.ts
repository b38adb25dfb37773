// vitest reads this file anew for each file of tests, and what it imports once for all: the guard must stand once.
import './one-connection.ts'
