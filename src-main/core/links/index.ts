/** Links as the rest of the studio uses them. */
export { expectedSends, linkMs, linkSdMs, offloadEstimate, type LinkFigures } from './offload-time';
export { attributeHeaderBytes, interFrameSpaceUs, packetUs, pairsPerInterval, pairUs, type BlePhy } from './ble-packets';
export { bleMeanWaitMs, bleTransferMs, expectedEvents, payloadsInEvent, type BleConnection } from './ble-transfer';
