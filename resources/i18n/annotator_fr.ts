<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
  <context>
    <name>errors</name>
    <message>
      <source>The background job “{job}” was ended from outside or ran out of memory (exit status {status}); what it had stored is kept, start it again to go on</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“{date}” is not a date; write YYYY-MM or YYYY-MM-DD</source>
      <translation type="unfinished" />
    </message>
  </context>
</TS>
