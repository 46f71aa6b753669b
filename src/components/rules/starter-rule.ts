/** What stands in the editor at first: a rule that finds something in most logs. */
export const starterRule = `title: Login refused from abroad
status: experimental
description: A login from another country than the campus's was refused.
tags:
  - attack.credential-access
  - attack.t1110
logsource:
  product: flowbook
  category: authentication
detection:
  refused:
    login: failed
    foreign_source: true
  owner:
    username|startswith: backup
  condition: refused and not owner
falsepositives:
  - Travellers who mistype
level: low
`;
