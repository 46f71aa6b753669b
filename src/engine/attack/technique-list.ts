/**
 * Every technique of ATT&CK for Enterprise, and the sub-techniques that traffic, logins or a honeypot can show or that
 * rules about them name. A heading `[...]` names the tactics of the techniques below it, then come lines by where
 * a technique can be seen: network, host, cloud or none, as `Technique.seenIn` has them.
 */
export const techniqueList = `
[reconnaissance]
network: T1590 Gather Victim Network Information; T1590.002 DNS; T1590.005 IP Addresses; T1592 Gather Victim Host Information; T1592.002 Software; T1594 Search Victim-Owned Websites; T1595 Active Scanning; T1595.001 Scanning IP Blocks; T1595.002 Vulnerability Scanning; T1595.003 Wordlist Scanning
none: T1589 Gather Victim Identity Information; T1591 Gather Victim Org Information; T1593 Search Open Websites/Domains; T1596 Search Open Technical Databases; T1596.005 Scan Databases; T1597 Search Closed Sources; T1598 Phishing for Information; T1681 Search Threat Vendor Data; T1682 Query Public AI Services
[resource-development]
none: T1583 Acquire Infrastructure; T1584 Compromise Infrastructure; T1585 Establish Accounts; T1586 Compromise Accounts; T1587 Develop Capabilities; T1588 Obtain Capabilities; T1608 Stage Capabilities; T1650 Acquire Access; T1683 Generate Content
[initial-access]
network: T1189 Drive-by Compromise; T1190 Exploit Public-Facing Application; T1199 Trusted Relationship
host: T1195 Supply Chain Compromise; T1200 Hardware Additions; T1566 Phishing; T1566.001 Spearphishing Attachment; T1566.002 Spearphishing Link; T1669 Wi-Fi Networks
[initial-access, persistence]
network: T1133 External Remote Services
[initial-access, persistence, privilege-escalation, stealth]
network: T1078 Valid Accounts; T1078.001 Default Accounts; T1078.002 Domain Accounts; T1078.003 Local Accounts
cloud: T1078.004 Cloud Accounts
[initial-access, lateral-movement]
host: T1091 Replication Through Removable Media
[initial-access, command-and-control]
network: T1659 Content Injection
[execution]
network: T1047 Windows Management Instrumentation; T1059 Command and Scripting Interpreter; T1059.004 Unix Shell; T1059.006 Python; T1203 Exploitation for Client Execution; T1569 System Services; T1569.002 Service Execution
host: T1059.001 PowerShell; T1059.003 Windows Command Shell; T1059.005 Visual Basic; T1059.007 JavaScript; T1106 Native API; T1129 Shared Modules; T1204 User Execution; T1559 Inter-Process Communication; T1674 Input Injection
cloud: T1609 Container Administration Command; T1610 Deploy Container; T1648 Serverless Execution; T1651 Cloud Administration Command; T1675 ESXi Administration Command; T1677 Poisoned Pipeline Execution
[execution, persistence, privilege-escalation]
network: T1053 Scheduled Task/Job; T1053.003 Cron
host: T1053.002 At; T1053.005 Scheduled Task; T1053.006 Systemd Timers
[execution, persistence, stealth]
host: T1197 BITS Jobs
[execution, stealth]
host: T1574 Hijack Execution Flow
[execution, lateral-movement]
host: T1072 Software Deployment Tools
[persistence]
network: T1136 Create Account; T1136.001 Local Account; T1505 Server Software Component; T1505.003 Web Shell
host: T1136.002 Domain Account; T1137 Office Application Startup; T1176 Software Extensions; T1554 Compromise Host Software Binary; T1653 Power Settings; T1668 Exclusive Control
cloud: T1136.003 Cloud Account; T1525 Implant Internal Image; T1671 Cloud Application Integration
[persistence, privilege-escalation]
network: T1098 Account Manipulation; T1098.004 SSH Authorized Keys; T1098.007 Additional Local or Domain Groups; T1543 Create or Modify System Process; T1543.002 Systemd Service
host: T1037 Boot or Logon Initialization Scripts; T1543.003 Windows Service; T1546 Event Triggered Execution; T1546.004 Unix Shell Configuration Modification; T1547 Boot or Logon Autostart Execution
[persistence, stealth]
host: T1542 Pre-OS Boot
[persistence, stealth, command-and-control]
network: T1205 Traffic Signaling; T1205.001 Port Knocking
[persistence, defense-impairment]
host: T1112 Modify Registry
[persistence, defense-impairment, credential-access]
host: T1556 Modify Authentication Process
[privilege-escalation]
network: T1068 Exploitation for Privilege Escalation; T1548 Abuse Elevation Control Mechanism; T1548.001 Setuid and Setgid; T1548.003 Sudo and Sudo Caching
host: T1548.002 Bypass User Account Control; T1611 Escape to Host
[privilege-escalation, stealth]
host: T1055 Process Injection; T1134 Access Token Manipulation
[privilege-escalation, defense-impairment]
host: T1484 Domain or Tenant Policy Modification
[stealth]
network: T1070 Indicator Removal; T1070.003 Clear Command History; T1070.004 File Deletion; T1140 Deobfuscate/Decode Files or Information
host: T1006 Direct Volume Access; T1014 Rootkit; T1027 Obfuscated Files or Information; T1036 Masquerading; T1070.006 Timestomp; T1127 Trusted Developer Utilities Proxy Execution; T1202 Indirect Command Execution; T1211 Exploitation for Stealth; T1216 System Script Proxy Execution; T1218 System Binary Proxy Execution; T1220 XSL Script Processing; T1221 Template Injection; T1480 Execution Guardrails; T1564 Hide Artifacts; T1620 Reflective Code Loading; T1678 Delay Execution; T1679 Selective Exclusion; T1684 Social Engineering; T1684.001 Impersonation; T1684.002 Email Spoofing
cloud: T1535 Unused/Unsupported Cloud Regions; T1612 Build Image on Host
[stealth, discovery]
host: T1497 Virtualization/Sandbox Evasion; T1622 Debugger Evasion
[defense-impairment]
network: T1222 File and Directory Permissions Modification; T1222.002 Linux and Mac Permissions; T1685 Disable or Modify Tools; T1685.004 Disable or Modify Linux Audit System Log; T1685.006 Clear Linux or Mac System Logs; T1686 Disable or Modify System Firewall; T1689 Downgrade Attack; T1690 Prevent Command History Logging
host: T1207 Rogue Domain Controller; T1553 Subvert Trust Controls; T1599 Network Boundary Bridging; T1600 Weaken Encryption; T1601 Modify System Image; T1647 Plist File Modification; T1685.001 Disable or Modify Windows Event Log; T1685.003 Modify or Spoof Tool UI; T1685.005 Clear Windows Event Logs; T1687 Exploitation for Defense Impairment; T1688 Safe Mode Boot
cloud: T1578 Modify Cloud Compute Infrastructure; T1666 Modify Cloud Resource Hierarchy; T1685.002 Disable or Modify Cloud Log
[credential-access]
network: T1003 OS Credential Dumping; T1003.008 /etc/passwd and /etc/shadow; T1110 Brute Force; T1110.001 Password Guessing; T1110.003 Password Spraying; T1110.004 Credential Stuffing; T1187 Forced Authentication; T1552 Unsecured Credentials; T1552.001 Credentials In Files; T1552.003 Shell History; T1552.004 Private Keys; T1552.005 Cloud Instance Metadata API
host: T1003.001 LSASS Memory; T1003.006 DCSync; T1110.002 Password Cracking; T1111 Multi-Factor Authentication Interception; T1212 Exploitation for Credential Access; T1539 Steal Web Session Cookie; T1555 Credentials from Password Stores; T1558 Steal or Forge Kerberos Tickets; T1558.003 Kerberoasting; T1606 Forge Web Credentials; T1621 Multi-Factor Authentication Request Generation; T1649 Steal or Forge Authentication Certificates
cloud: T1528 Steal Application Access Token
[credential-access, discovery]
host: T1040 Network Sniffing
[credential-access, collection]
network: T1557 Adversary-in-the-Middle; T1557.001 LLMNR/NBT-NS Poisoning and SMB Relay
host: T1056 Input Capture
[discovery]
network: T1016 System Network Configuration Discovery; T1016.001 Internet Connection Discovery; T1018 Remote System Discovery; T1033 System Owner/User Discovery; T1046 Network Service Discovery; T1049 System Network Connections Discovery; T1057 Process Discovery; T1082 System Information Discovery; T1083 File and Directory Discovery; T1087 Account Discovery; T1087.001 Local Account; T1087.002 Domain Account; T1135 Network Share Discovery
host: T1007 System Service Discovery; T1010 Application Window Discovery; T1012 Query Registry; T1069 Permission Groups Discovery; T1120 Peripheral Device Discovery; T1124 System Time Discovery; T1201 Password Policy Discovery; T1217 Browser Information Discovery; T1482 Domain Trust Discovery; T1518 Software Discovery; T1518.001 Security Software Discovery; T1614 System Location Discovery; T1615 Group Policy Discovery; T1652 Device Driver Discovery; T1654 Log Enumeration; T1673 Virtual Machine Discovery; T1680 Local Storage Discovery
cloud: T1526 Cloud Service Discovery; T1538 Cloud Service Dashboard; T1580 Cloud Infrastructure Discovery; T1613 Container and Resource Discovery; T1619 Cloud Storage Object Discovery
[lateral-movement]
network: T1021 Remote Services; T1021.001 Remote Desktop Protocol; T1021.002 SMB/Windows Admin Shares; T1021.003 Distributed Component Object Model; T1021.004 SSH; T1021.005 VNC; T1021.006 Windows Remote Management; T1210 Exploitation of Remote Services; T1563 Remote Service Session Hijacking; T1570 Lateral Tool Transfer
host: T1080 Taint Shared Content; T1534 Internal Spearphishing; T1550 Use Alternate Authentication Material; T1550.002 Pass the Hash; T1550.003 Pass the Ticket
cloud: T1021.007 Cloud Services
[collection]
network: T1602 Data from Configuration Repository; T1602.001 SNMP (MIB Dump)
host: T1005 Data from Local System; T1025 Data from Removable Media; T1039 Data from Network Shared Drive; T1074 Data Staged; T1113 Screen Capture; T1114 Email Collection; T1115 Clipboard Data; T1119 Automated Collection; T1123 Audio Capture; T1125 Video Capture; T1185 Browser Session Hijacking; T1213 Data from Information Repositories; T1560 Archive Collected Data
cloud: T1530 Data from Cloud Storage
[command-and-control]
network: T1001 Data Obfuscation; T1008 Fallback Channels; T1071 Application Layer Protocol; T1071.001 Web Protocols; T1071.002 File Transfer Protocols; T1071.003 Mail Protocols; T1071.004 DNS; T1071.005 Publish/Subscribe Protocols; T1090 Proxy; T1090.001 Internal Proxy; T1090.002 External Proxy; T1090.003 Multi-hop Proxy; T1095 Non-Application Layer Protocol; T1102 Web Service; T1104 Multi-Stage Channels; T1105 Ingress Tool Transfer; T1132 Data Encoding; T1219 Remote Access Tools; T1568 Dynamic Resolution; T1568.001 Fast Flux DNS; T1568.002 Domain Generation Algorithms; T1571 Non-Standard Port; T1572 Protocol Tunneling; T1573 Encrypted Channel; T1573.002 Asymmetric Cryptography; T1665 Hide Infrastructure
host: T1092 Communication Through Removable Media
[exfiltration]
network: T1020 Automated Exfiltration; T1029 Scheduled Transfer; T1030 Data Transfer Size Limits; T1041 Exfiltration Over C2 Channel; T1048 Exfiltration Over Alternative Protocol; T1048.001 Exfiltration Over Symmetric Encrypted Non-C2 Protocol; T1048.002 Exfiltration Over Asymmetric Encrypted Non-C2 Protocol; T1048.003 Exfiltration Over Unencrypted Non-C2 Protocol; T1567 Exfiltration Over Web Service; T1567.002 Exfiltration to Cloud Storage
host: T1011 Exfiltration Over Other Network Medium; T1052 Exfiltration Over Physical Medium
cloud: T1537 Transfer Data to Cloud Account
[impact]
network: T1485 Data Destruction; T1489 Service Stop; T1491 Defacement; T1491.002 External Defacement; T1496 Resource Hijacking; T1496.001 Compute Hijacking; T1496.002 Bandwidth Hijacking; T1498 Network Denial of Service; T1498.001 Direct Network Flood; T1498.002 Reflection Amplification; T1499 Endpoint Denial of Service; T1499.001 OS Exhaustion Flood; T1499.002 Service Exhaustion Flood; T1499.003 Application Exhaustion Flood; T1499.004 Application or System Exploitation; T1531 Account Access Removal; T1561 Disk Wipe; T1561.001 Disk Content Wipe
host: T1486 Data Encrypted for Impact; T1490 Inhibit System Recovery; T1495 Firmware Corruption; T1529 System Shutdown/Reboot; T1565 Data Manipulation; T1657 Financial Theft; T1667 Email Bombing
`;
