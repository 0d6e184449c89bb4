<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
  <context>
    <name>annotator</name>
    <message numerus="yes">
      <source>Export {n} dispatches…</source>
      <translation>
        <numerusform>Export {n} dispatch…</numerusform>
        <numerusform>Export {n} dispatches…</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Label {n} places</source>
      <translation>
        <numerusform>Label {n} place</numerusform>
        <numerusform>Label {n} places</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>The encoding of {n} files was guessed; please look whether their accents are right.</source>
      <translation>
        <numerusform>The encoding of {n} file was guessed; please look whether its accents are right.</numerusform>
        <numerusform>The encoding of {n} files was guessed; please look whether their accents are right.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>left out</source>
      <comment>dispatches</comment>
      <translation>
        <numerusform>left out</numerusform>
        <numerusform>left out</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>written</source>
      <comment>dispatches</comment>
      <translation>
        <numerusform>written</numerusform>
        <numerusform>written</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} by other annotators</source>
      <translation>
        <numerusform>{n} by another annotator</numerusform>
        <numerusform>{n} by other annotators</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} dispatches</source>
      <translation>
        <numerusform>{n} dispatch</numerusform>
        <numerusform>{n} dispatches</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} dispatches exported to {path}</source>
      <translation>
        <numerusform>{n} dispatch exported to {path}</numerusform>
        <numerusform>{n} dispatches exported to {path}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} dispatches imported.</source>
      <translation>
        <numerusform>{n} dispatch imported.</numerusform>
        <numerusform>{n} dispatches imported.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} done</source>
      <translation>
        <numerusform>{n} done</numerusform>
        <numerusform>{n} done</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} files of other kinds were passed over.</source>
      <translation>
        <numerusform>{n} file of another kind was passed over.</numerusform>
        <numerusform>{n} files of other kinds were passed over.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} flagged</source>
      <translation>
        <numerusform>{n} flagged</numerusform>
        <numerusform>{n} flagged</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} have a text that is in the project already, under another header or id.</source>
      <translation>
        <numerusform>{n} has a text that is in the project already, under another header or id.</numerusform>
        <numerusform>{n} have a text that is in the project already, under another header or id.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} inconsistencies</source>
      <translation>
        <numerusform>{n} inconsistency</numerusform>
        <numerusform>{n} inconsistencies</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} places</source>
      <translation>
        <numerusform>{n} place</numerusform>
        <numerusform>{n} places</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} refused; the reasons are below.</source>
      <translation>
        <numerusform>{n} refused; the reason is below.</numerusform>
        <numerusform>{n} refused; the reasons are below.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} skipped</source>
      <translation>
        <numerusform>{n} skipped</numerusform>
        <numerusform>{n} skipped</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} started</source>
      <translation>
        <numerusform>{n} started</numerusform>
        <numerusform>{n} started</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} suggestions have no answer yet.</source>
      <translation>
        <numerusform>{n} suggestion has no answer yet.</numerusform>
        <numerusform>{n} suggestions have no answer yet.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} suggestions to review</source>
      <translation>
        <numerusform>{n} suggestion to review</numerusform>
        <numerusform>{n} suggestions to review</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} to do</source>
      <translation>
        <numerusform>{n} to do</numerusform>
        <numerusform>{n} to do</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} were in the project already and were left out.</source>
      <translation>
        <numerusform>{n} was in the project already and was left out.</numerusform>
        <numerusform>{n} were in the project already and were left out.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} words</source>
      <translation>
        <numerusform>{n} word</numerusform>
        <numerusform>{n} words</numerusform>
      </translation>
    </message>
  </context>
</TS>
