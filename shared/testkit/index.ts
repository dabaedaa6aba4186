export { connectNats, createLog, signStatement } from '@rapport/platform';
export * from './src/clock.ts';
export * from './src/database.ts';
export * from './src/eventually.ts';
export * from './src/house.ts';
export * from './src/nats.ts';
export * from './src/seeds.ts';
export * from './src/service.ts';
export * from './src/table-differences.ts';
