/** One Jest for the whole house; PostgreSQL is started once, before all tests. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/shared', '<rootDir>/services', '<rootDir>/gateway', '<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'es6' }, sourceMaps: 'inline' },
    ],
  },
  transformIgnorePatterns: ['/node_modules/'],
  globalSetup: '<rootDir>/shared/testkit/src/jest/global-setup.ts',
  globalTeardown: '<rootDir>/shared/testkit/src/jest/global-teardown.ts',
  testTimeout: 40_000,
  maxWorkers: 2,
};
