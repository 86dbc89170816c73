// The version of the wire contract. It rises when a message that was valid before would be refused or mean something else.

export const PROTOCOL_VERSION = 1;
