/** A daemon inside another program, with a source of its own. The database and the site are told by the environment. */
import { type Source, start } from 'micro-scrape';

/** Where localhost keeps a value that no general rule finds. */
const ourStock: Source = {
  name: 'our-stock',
  hosts: ['localhost'],
  fields: { transmission: ['.gearbox-cell'] },
};

const daemon = await start({ environment: process.env, sources: [ourStock], log: () => {} });
daemon.on('vehicle:settled', ({ vehicleId, source, outcome, score }) => {
  process.stdout.write(`${vehicleId} from ${source}: ${outcome} at ${score}\n`);
});
process.once('SIGTERM', () => void daemon.stop());
process.stdout.write(`ready at ${daemon.origin}\n`);
