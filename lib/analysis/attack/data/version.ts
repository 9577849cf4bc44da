/** Which ATT&CK the tables here hold; README.md says where each of them comes from. */
export const ATTACK_VERSION = '19';
