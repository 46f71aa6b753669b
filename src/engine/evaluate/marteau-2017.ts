/**
 * ROC-AUC per application of the best isolation forest published for ISCX IDS 2012: Marteau, Soheily-Khah and Béchet 2017, "Hybrid
 * Isolation Forest", https://arxiv.org/abs/1705.03800. Beside each its name among our application groups; null where events do not tell it
 * apart: pictures over HTTP are HTTP.
 */
export const marteau2017 = {
  macro: 0.904,
  applications: [
    {name: "HTTPWeb", application: "HTTP", rocAuc: 0.862},
    {name: "HTTPImage", application: null, rocAuc: 0.553},
    {name: "POP", application: "POP", rocAuc: 0.945},
    {name: "IMAP", application: "IMAP", rocAuc: 0.996},
    {name: "DNS", application: "DNS", rocAuc: 0.828},
    {name: "SSH", application: "SSH", rocAuc: 0.979},
    {name: "SMTP", application: "SMTP", rocAuc: 0.988},
    {name: "FTP", application: "FTP", rocAuc: 0.997},
    {name: "ICMP", application: "ICMP", rocAuc: 0.988}
  ]
} as const;
