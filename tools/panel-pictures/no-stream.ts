/** Stands for Node's streams, which a library of Grafana names and no panel uses. */
export class Readable {}
export default { Readable };
