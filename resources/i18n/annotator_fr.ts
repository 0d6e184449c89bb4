<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
  <context>
    <name>annotator</name>
    <message>
      <source>A fault of the program stopped this.</source>
      <translation>Une erreur du programme a interrompu ceci.</translation>
    </message>
    <message>
      <source>A file of this name is there already; choose another name.</source>
      <translation>Un fichier de ce nom existe déjà ; choisissez un autre nom.</translation>
    </message>
    <message>
      <source>A folder with a spaCy pipeline</source>
      <translation>Un dossier contenant un modèle spaCy</translation>
    </message>
    <message>
      <source>A folder with a spaCy pipeline…</source>
      <translation>Un dossier contenant un modèle spaCy…</translation>
    </message>
    <message>
      <source>A new name begins new layers when a project is next opened.</source>
      <translation>Un nouveau nom ouvre de nouvelles annotations à la prochaine ouverture d’un projet.</translation>
    </message>
    <message>
      <source>A note on this dispatch, for you or for who reviews it</source>
      <translation>Une note sur cette dépêche, pour vous ou pour qui la relira</translation>
    </message>
    <message>
      <source>A schema file</source>
      <translation>Un fichier de schéma</translation>
    </message>
    <message>
      <source>About Dépêche</source>
      <translation>À propos de Dépêche</translation>
    </message>
    <message>
      <source>Accept all suggestions</source>
      <translation>Accepter toutes les suggestions</translation>
    </message>
    <message>
      <source>Accept the rest</source>
      <translation>Accepter le reste</translation>
    </message>
    <message>
      <source>Accept the suggestion, or choose a label</source>
      <translation>Accepter la suggestion, ou choisir un type</translation>
    </message>
    <message>
      <source>Action</source>
      <translation>Action</translation>
    </message>
    <message>
      <source>Add a folder</source>
      <translation>Ajouter un dossier</translation>
    </message>
    <message>
      <source>Add a folder…</source>
      <translation>Ajouter un dossier…</translation>
    </message>
    <message>
      <source>Add files</source>
      <translation>Ajouter des fichiers</translation>
    </message>
    <message>
      <source>Add files…</source>
      <translation>Ajouter des fichiers…</translation>
    </message>
    <message>
      <source>Add the selected words to the mention</source>
      <translation>Ajouter les mots choisis à la mention</translation>
    </message>
    <message>
      <source>All</source>
      <comment>dispatches</comment>
      <translation>Toutes</translation>
    </message>
    <message>
      <source>All annotators</source>
      <translation>Tous les annotateurs</translation>
    </message>
    <message>
      <source>All keys</source>
      <translation>Toutes les touches</translation>
    </message>
    <message>
      <source>All or nothing: import only if everything can be read</source>
      <translation>Tout ou rien : importer seulement si tout peut être lu</translation>
    </message>
    <message>
      <source>All saved</source>
      <translation>Tout est enregistré</translation>
    </message>
    <message>
      <source>All with work in them</source>
      <translation>Toutes celles où l’on a travaillé</translation>
    </message>
    <message>
      <source>All, unfinished ones too</source>
      <translation>Toutes, même inachevées</translation>
    </message>
    <message>
      <source>Always do this, without asking</source>
      <translation>Toujours faire ainsi, sans demander</translation>
    </message>
    <message>
      <source>An .annotator file</source>
      <translation>Un fichier .annotator</translation>
    </message>
    <message>
      <source>Annotate</source>
      <translation>Annoter</translation>
    </message>
    <message>
      <source>Annotate French news dispatches.</source>
      <translation>Annoter des dépêches de presse en français.</translation>
    </message>
    <message>
      <source>Annotator: {name}</source>
      <translation>Annotateur : {name}</translation>
    </message>
    <message>
      <source>Annotators</source>
      <translation>Annotateurs</translation>
    </message>
    <message>
      <source>As it was</source>
      <translation>Comme avant</translation>
    </message>
    <message>
      <source>Bounds</source>
      <translation>Bornes</translation>
    </message>
    <message>
      <source>By the file's name</source>
      <translation>D’après le nom du fichier</translation>
    </message>
    <message>
      <source>By words</source>
      <translation>Par mots</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
    </message>
    <message>
      <source>Choose texts and types</source>
      <translation>Choisir des textes et des types</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Fermer</translation>
    </message>
    <message>
      <source>Close the project</source>
      <translation>Fermer le projet</translation>
    </message>
    <message>
      <source>Close this message</source>
      <translation>Fermer ce message</translation>
    </message>
    <message>
      <source>Command or dispatch</source>
      <translation>Commande ou dépêche</translation>
    </message>
    <message>
      <source>Commands and dispatches</source>
      <translation>Commandes et dépêches</translation>
    </message>
    <message>
      <source>Copied</source>
      <translation>Copié</translation>
    </message>
    <message>
      <source>Copied to {path}</source>
      <translation>Copié dans {path}</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>Copier</translation>
    </message>
    <message>
      <source>Copy details</source>
      <translation>Copier les détails</translation>
    </message>
    <message>
      <source>Copy the report</source>
      <translation>Copier le rapport</translation>
    </message>
    <message>
      <source>Copy with label and offsets</source>
      <translation>Copier avec le type et les bornes</translation>
    </message>
    <message>
      <source>Cut the selected words out of the mention</source>
      <translation>Ôter les mots choisis de la mention</translation>
    </message>
    <message>
      <source>Dark theme</source>
      <translation>Thème sombre</translation>
    </message>
    <message>
      <source>Dispatch</source>
      <translation>Dépêche</translation>
    </message>
    <message>
      <source>Dispatches</source>
      <translation>Dépêches</translation>
    </message>
    <message>
      <source>Dispatches (*.txt *.jsonl);;All files (*)</source>
      <translation>Dépêches (*.txt *.jsonl);;Tous les fichiers (*)</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>Terminé</translation>
    </message>
    <message>
      <source>Done</source>
      <comment>button</comment>
      <translation>Terminé</translation>
    </message>
    <message>
      <source>Done</source>
      <comment>dispatches</comment>
      <translation>Faites</translation>
    </message>
    <message>
      <source>Done again: {step}</source>
      <translation>Rétabli : {step}</translation>
    </message>
    <message>
      <source>Done {count}</source>
      <translation>Faites {count}</translation>
    </message>
    <message>
      <source>Done, next</source>
      <translation>Terminé, suivante</translation>
    </message>
    <message>
      <source>Done, open the next to do</source>
      <translation>Terminé, ouvrir la prochaine à faire</translation>
    </message>
    <message>
      <source>Done, with suggestions left</source>
      <translation>Terminé, s’il reste des suggestions</translation>
    </message>
    <message>
      <source>Drop files on the window, or choose Import in the File menu</source>
      <translation>Déposez des fichiers sur la fenêtre, ou choisissez Importer dans le menu Fichier</translation>
    </message>
    <message>
      <source>Drop files or a folder here</source>
      <translation>Déposez ici des fichiers ou un dossier</translation>
    </message>
    <message>
      <source>Edit</source>
      <translation>Édition</translation>
    </message>
    <message>
      <source>Encoding</source>
      <translation>Encodage</translation>
    </message>
    <message>
      <source>End of the line</source>
      <translation>Fin de la ligne</translation>
    </message>
    <message>
      <source>End of the mention one token left</source>
      <translation>Fin de la mention un jeton à gauche</translation>
    </message>
    <message>
      <source>End of the mention one token right</source>
      <translation>Fin de la mention un jeton à droite</translation>
    </message>
    <message>
      <source>End of the text</source>
      <translation>Fin du texte</translation>
    </message>
    <message>
      <source>End one character left</source>
      <translation>Fin un caractère à gauche</translation>
    </message>
    <message>
      <source>End one character right</source>
      <translation>Fin un caractère à droite</translation>
    </message>
    <message>
      <source>Everything up to your last edit is saved. Please start the program again.</source>
      <translation>Tout est enregistré jusqu’à votre dernière action. Veuillez relancer le programme.</translation>
    </message>
    <message>
      <source>Everything up to your last edit is saved. The project was closed; open it again to go on.</source>
      <translation>Tout est enregistré jusqu’à votre dernière action. Le projet a été fermé ; rouvrez-le pour continuer.</translation>
    </message>
    <message>
      <source>Everywhere</source>
      <translation>Partout</translation>
    </message>
    <message>
      <source>Export</source>
      <translation>Exporter</translation>
    </message>
    <message numerus="yes">
      <source>Export {n} dispatches…</source>
      <translation>
        <numerusform>Exporter {n} dépêche…</numerusform>
        <numerusform>Exporter {n} dépêches…</numerusform>
      </translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>Exporter…</translation>
    </message>
    <message>
      <source>Extend the selection by a character</source>
      <translation>Étendre la sélection d’un caractère</translation>
    </message>
    <message>
      <source>Extend the selection by a character to the left</source>
      <translation>Étendre la sélection d’un caractère à gauche</translation>
    </message>
    <message>
      <source>Extend the selection by a line</source>
      <translation>Étendre la sélection d’une ligne</translation>
    </message>
    <message>
      <source>Extend the selection by a line up</source>
      <translation>Étendre la sélection d’une ligne vers le haut</translation>
    </message>
    <message>
      <source>Extend the selection by a token</source>
      <translation>Étendre la sélection d’un jeton</translation>
    </message>
    <message>
      <source>Extend the selection by a token to the left</source>
      <translation>Étendre la sélection d’un jeton à gauche</translation>
    </message>
    <message>
      <source>File</source>
      <translation>Fichier</translation>
    </message>
    <message>
      <source>File not found</source>
      <translation>Fichier introuvable</translation>
    </message>
    <message>
      <source>Files and folders; they can also be dropped on the window.</source>
      <translation>Fichiers et dossiers ; on peut aussi les déposer sur la fenêtre.</translation>
    </message>
    <message>
      <source>Files to import</source>
      <translation>Fichiers à importer</translation>
    </message>
    <message>
      <source>Filtered list</source>
      <translation>Liste filtrée</translation>
    </message>
    <message>
      <source>Find in this dispatch</source>
      <translation>Chercher dans cette dépêche</translation>
    </message>
    <message>
      <source>Find next</source>
      <translation>Occurrence suivante</translation>
    </message>
    <message>
      <source>Find out and report</source>
      <translation>La deviner et le signaler</translation>
    </message>
    <message>
      <source>Find previous</source>
      <translation>Occurrence précédente</translation>
    </message>
    <message>
      <source>Flag</source>
      <translation>Signaler</translation>
    </message>
    <message>
      <source>Flagged</source>
      <translation>Signalées</translation>
    </message>
    <message>
      <source>Folder of the project</source>
      <translation>Dossier du projet</translation>
    </message>
    <message>
      <source>Format</source>
      <translation>Format</translation>
    </message>
    <message>
      <source>Free software under the MIT licence. Made with Qt {qt} and spaCy.</source>
      <translation>Logiciel libre sous licence MIT. Fait avec Qt {qt} et spaCy.</translation>
    </message>
    <message>
      <source>From a schema file…</source>
      <translation>D’après un fichier de schéma…</translation>
    </message>
    <message>
      <source>General</source>
      <translation>Général</translation>
    </message>
    <message>
      <source>Go back</source>
      <translation>Revenir</translation>
    </message>
    <message>
      <source>Help</source>
      <translation>Aide</translation>
    </message>
    <message>
      <source>Import</source>
      <translation>Importer</translation>
    </message>
    <message>
      <source>Import…</source>
      <translation>Importer…</translation>
    </message>
    <message>
      <source>Inspector</source>
      <translation>Inspecteur</translation>
    </message>
    <message>
      <source>It is opened as a copy beside the project; the project stays as it is.</source>
      <translation>Elle est ouverte en copie à côté du projet ; le projet reste tel quel.</translation>
    </message>
    <message>
      <source>JSONL of Dépêche</source>
      <translation>JSONL de Dépêche</translation>
    </message>
    <message>
      <source>Keys</source>
      <translation>Touches</translation>
    </message>
    <message>
      <source>Label</source>
      <translation>Type</translation>
    </message>
    <message>
      <source>Label all occurrences</source>
      <translation>Annoter toutes les occurrences</translation>
    </message>
    <message>
      <source>Label all occurrences…</source>
      <translation>Annoter toutes les occurrences…</translation>
    </message>
    <message>
      <source>Label with the type of this key</source>
      <translation>Donner le type de cette touche</translation>
    </message>
    <message numerus="yes">
      <source>Label {n} places</source>
      <translation>
        <numerusform>Annoter {n} endroit</numerusform>
        <numerusform>Annoter {n} endroits</numerusform>
      </translation>
    </message>
    <message>
      <source>Language</source>
      <translation>Langue</translation>
    </message>
    <message>
      <source>Larger text</source>
      <translation>Texte plus grand</translation>
    </message>
    <message>
      <source>Let go of the selection</source>
      <translation>Lâcher la sélection</translation>
    </message>
    <message>
      <source>Light theme</source>
      <translation>Thème clair</translation>
    </message>
    <message>
      <source>Line above</source>
      <translation>Ligne au-dessus</translation>
    </message>
    <message>
      <source>Line below</source>
      <translation>Ligne au-dessous</translation>
    </message>
    <message>
      <source>List of dispatches</source>
      <translation>Liste des dépêches</translation>
    </message>
    <message>
      <source>Locate…</source>
      <translation>Localiser…</translation>
    </message>
    <message>
      <source>Make the project</source>
      <translation>Créer le projet</translation>
    </message>
    <message>
      <source>Mentions</source>
      <translation>Mentions</translation>
    </message>
    <message>
      <source>Mentions in news dispatches, suggested and corrected.</source>
      <translation>Mentions dans les dépêches de presse, suggérées puis corrigées.</translation>
    </message>
    <message>
      <source>Mentions in the text</source>
      <translation>Mentions dans le texte</translation>
    </message>
    <message>
      <source>Mine only ({name})</source>
      <translation>Les miennes ({name})</translation>
    </message>
    <message>
      <source>More filters</source>
      <translation>Autres filtres</translation>
    </message>
    <message>
      <source>Move</source>
      <translation>Se déplacer</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Nom</translation>
    </message>
    <message>
      <source>Name of the project</source>
      <translation>Nom du projet</translation>
    </message>
    <message>
      <source>New project</source>
      <translation>Nouveau projet</translation>
    </message>
    <message>
      <source>New project…</source>
      <translation>Nouveau projet…</translation>
    </message>
    <message>
      <source>New types from the pipeline: {names}</source>
      <translation>Nouveaux types venus du modèle : {names}</translation>
    </message>
    <message>
      <source>New types: {names}</source>
      <translation>Nouveaux types : {names}</translation>
    </message>
    <message>
      <source>Next dispatch</source>
      <translation>Dépêche suivante</translation>
    </message>
    <message>
      <source>Next dispatch to do</source>
      <translation>Prochaine dépêche à faire</translation>
    </message>
    <message>
      <source>Next inconsistency</source>
      <translation>Incohérence suivante</translation>
    </message>
    <message>
      <source>Next pane</source>
      <translation>Volet suivant</translation>
    </message>
    <message>
      <source>Next suggestion to review</source>
      <translation>Suggestion suivante à voir</translation>
    </message>
    <message>
      <source>Next token</source>
      <translation>Jeton suivant</translation>
    </message>
    <message>
      <source>No backup was made</source>
      <translation>Aucune sauvegarde n’a été faite</translation>
    </message>
    <message>
      <source>No dispatch is open</source>
      <translation>Aucune dépêche ouverte</translation>
    </message>
    <message>
      <source>No file was written.</source>
      <translation>Aucun fichier n’a été écrit.</translation>
    </message>
    <message>
      <source>No filter</source>
      <translation>Aucun filtre</translation>
    </message>
    <message>
      <source>No mention is selected</source>
      <translation>Aucune mention sélectionnée</translation>
    </message>
    <message>
      <source>No pipeline: everything by hand</source>
      <translation>Aucun modèle : tout à la main</translation>
    </message>
    <message>
      <source>No project yet. The sample shows how it works.</source>
      <translation>Aucun projet pour l’instant. L’exemple montre comment faire.</translation>
    </message>
    <message>
      <source>No suggestion is left to review here</source>
      <translation>Il ne reste aucune suggestion à voir ici</translation>
    </message>
    <message>
      <source>No suggestions</source>
      <translation>Pas de suggestions</translation>
    </message>
    <message>
      <source>No type has the key {key}</source>
      <translation>Aucun type n’a la touche {key}</translation>
    </message>
    <message>
      <source>None yet; files can be added at any time</source>
      <translation>Aucune pour l’instant ; on peut en ajouter à tout moment</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>Note</translation>
    </message>
    <message>
      <source>Notes</source>
      <translation>Notes</translation>
    </message>
    <message>
      <source>Nothing is inconsistent here</source>
      <translation>Rien d’incohérent ici</translation>
    </message>
    <message>
      <source>Nothing is left to do</source>
      <translation>Il ne reste rien à faire</translation>
    </message>
    <message>
      <source>Nothing of it is in the project.</source>
      <translation>Rien n’en est resté dans le projet.</translation>
    </message>
    <message>
      <source>Nothing would be written.</source>
      <translation>Rien ne serait écrit.</translation>
    </message>
    <message>
      <source>Only an import that nobody has worked on can be removed.</source>
      <translation>On ne peut retirer qu’un import sur lequel personne n’a travaillé.</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Ouvrir</translation>
    </message>
    <message>
      <source>Open a backup</source>
      <translation>Ouvrir une sauvegarde</translation>
    </message>
    <message>
      <source>Open a backup of which project?</source>
      <translation>Ouvrir une sauvegarde de quel projet ?</translation>
    </message>
    <message>
      <source>Open a backup…</source>
      <translation>Ouvrir une sauvegarde…</translation>
    </message>
    <message>
      <source>Open a project</source>
      <translation>Ouvrir un projet</translation>
    </message>
    <message>
      <source>Open a project…</source>
      <translation>Ouvrir un projet…</translation>
    </message>
    <message>
      <source>Open the sample</source>
      <translation>Ouvrir l’exemple</translation>
    </message>
    <message>
      <source>Origin</source>
      <translation>Origine</translation>
    </message>
    <message>
      <source>Other folder…</source>
      <translation>Autre dossier…</translation>
    </message>
    <message>
      <source>PER, LOC, ORG, MISC and relations of news</source>
      <translation>PER, LOC, ORG, MISC et relations de presse</translation>
    </message>
    <message>
      <source>Page down</source>
      <translation>Page suivante</translation>
    </message>
    <message>
      <source>Page up</source>
      <translation>Page précédente</translation>
    </message>
    <message>
      <source>Pipeline</source>
      <translation>Modèle</translation>
    </message>
    <message>
      <source>Pipeline {name} is not installed</source>
      <translation>Modèle {name} absent</translation>
    </message>
    <message>
      <source>Pipeline {name} is ready</source>
      <translation>Modèle {name} prêt</translation>
    </message>
    <message>
      <source>Place</source>
      <translation>Emplacement</translation>
    </message>
    <message>
      <source>Places</source>
      <translation>Endroits</translation>
    </message>
    <message>
      <source>Plain text</source>
      <translation>Texte brut</translation>
    </message>
    <message>
      <source>Preferences</source>
      <translation>Préférences</translation>
    </message>
    <message>
      <source>Preferences…</source>
      <translation>Préférences…</translation>
    </message>
    <message>
      <source>Preview of the first dispatch</source>
      <translation>Aperçu de la première dépêche</translation>
    </message>
    <message>
      <source>Previous dispatch</source>
      <translation>Dépêche précédente</translation>
    </message>
    <message>
      <source>Previous inconsistency</source>
      <translation>Incohérence précédente</translation>
    </message>
    <message>
      <source>Previous pane</source>
      <translation>Volet précédent</translation>
    </message>
    <message>
      <source>Previous suggestion to review</source>
      <translation>Suggestion précédente à voir</translation>
    </message>
    <message>
      <source>Previous token</source>
      <translation>Jeton précédent</translation>
    </message>
    <message>
      <source>Project</source>
      <translation>Projet</translation>
    </message>
    <message>
      <source>Projects (*.annotator)</source>
      <translation>Projets (*.annotator)</translation>
    </message>
    <message>
      <source>Quit</source>
      <translation>Quitter</translation>
    </message>
    <message>
      <source>Recent projects</source>
      <translation>Projets récents</translation>
    </message>
    <message>
      <source>Redo</source>
      <translation>Rétablir</translation>
    </message>
    <message>
      <source>Redo: {step}</source>
      <translation>Rétablir : {step}</translation>
    </message>
    <message>
      <source>Reject all suggestions</source>
      <translation>Rejeter toutes les suggestions</translation>
    </message>
    <message>
      <source>Reject the rest</source>
      <translation>Rejeter le reste</translation>
    </message>
    <message>
      <source>Reject the suggestion, or remove the mention</source>
      <translation>Rejeter la suggestion, ou retirer la mention</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Retirer</translation>
    </message>
    <message>
      <source>Remove an import</source>
      <translation>Retirer un import</translation>
    </message>
    <message>
      <source>Remove an import…</source>
      <translation>Retirer un import…</translation>
    </message>
    <message>
      <source>Remove this import</source>
      <translation>Retirer cet import</translation>
    </message>
    <message>
      <source>Removing the import</source>
      <translation>Retrait de l’import</translation>
    </message>
    <message>
      <source>Save a copy</source>
      <translation>Enregistrer une copie</translation>
    </message>
    <message>
      <source>Save a copy…</source>
      <translation>Enregistrer une copie…</translation>
    </message>
    <message>
      <source>Schemas (*.json)</source>
      <translation>Schémas (*.json)</translation>
    </message>
    <message>
      <source>Search</source>
      <translation>Rechercher</translation>
    </message>
    <message>
      <source>Search the project</source>
      <translation>Rechercher dans le projet</translation>
    </message>
    <message>
      <source>Search the recent projects</source>
      <translation>Rechercher dans les projets récents</translation>
    </message>
    <message>
      <source>Search the texts</source>
      <translation>Rechercher dans le texte</translation>
    </message>
    <message>
      <source>Select a mention first, then the words to add to it</source>
      <translation>Choisissez d’abord une mention, puis les mots à y ajouter</translation>
    </message>
    <message>
      <source>Select the mention here, then the next that overlaps it</source>
      <translation>Choisir la mention sous le curseur, puis la suivante qui la recouvre</translation>
    </message>
    <message>
      <source>Select words or a mention first</source>
      <translation>Choisissez d’abord des mots ou une mention</translation>
    </message>
    <message>
      <source>Set this key</source>
      <translation>Donner cette touche</translation>
    </message>
    <message>
      <source>Show only what is to review</source>
      <translation>Ne montrer que ce qui est à voir</translation>
    </message>
    <message>
      <source>Size of the text</source>
      <translation>Taille du texte</translation>
    </message>
    <message>
      <source>Skip</source>
      <translation>Passer</translation>
    </message>
    <message>
      <source>Skipped</source>
      <translation>Passées</translation>
    </message>
    <message>
      <source>Smaller text</source>
      <translation>Texte plus petit</translation>
    </message>
    <message>
      <source>Something in the program itself went wrong.</source>
      <translation>Le programme lui-même a rencontré un problème.</translation>
    </message>
    <message>
      <source>Start of the line</source>
      <translation>Début de la ligne</translation>
    </message>
    <message>
      <source>Start of the mention one token left</source>
      <translation>Début de la mention un jeton à gauche</translation>
    </message>
    <message>
      <source>Start of the mention one token right</source>
      <translation>Début de la mention un jeton à droite</translation>
    </message>
    <message>
      <source>Start of the text</source>
      <translation>Début du texte</translation>
    </message>
    <message>
      <source>Start one character left</source>
      <translation>Début un caractère à gauche</translation>
    </message>
    <message>
      <source>Start one character right</source>
      <translation>Début un caractère à droite</translation>
    </message>
    <message>
      <source>Started</source>
      <translation>Commencées</translation>
    </message>
    <message>
      <source>Suggest mentions</source>
      <translation>Suggérer des mentions</translation>
    </message>
    <message>
      <source>Suggestions</source>
      <translation>Suggestions</translation>
    </message>
    <message>
      <source>Suggestions stopped; what was found is kept</source>
      <translation>Suggestions arrêtées ; ce qui a été trouvé est gardé</translation>
    </message>
    <message>
      <source>System's language</source>
      <translation>Langue du système</translation>
    </message>
    <message>
      <source>System's theme</source>
      <translation>Thème du système</translation>
    </message>
    <message>
      <source>Take up again</source>
      <translation>Reprendre</translation>
    </message>
    <message>
      <source>Text at 100 %</source>
      <translation>Texte à 100 %</translation>
    </message>
    <message>
      <source>Text of the dispatch</source>
      <translation>Texte de la dépêche</translation>
    </message>
    <message>
      <source>Text only</source>
      <translation>Texte seul</translation>
    </message>
    <message>
      <source>The copy was not made</source>
      <translation>La copie n’a pas été faite</translation>
    </message>
    <message numerus="yes">
      <source>The encoding of {n} files was guessed; please look whether their accents are right.</source>
      <translation>
        <numerusform>L’encodage d’{n} fichier a été deviné ; vérifiez que ses accents sont justes.</numerusform>
        <numerusform>L’encodage de {n} fichiers a été deviné ; vérifiez que leurs accents sont justes.</numerusform>
      </translation>
    </message>
    <message>
      <source>The export failed</source>
      <translation>L’export a échoué</translation>
    </message>
    <message>
      <source>The export was stopped; no file was written</source>
      <translation>L’export a été arrêté ; aucun fichier n’a été écrit</translation>
    </message>
    <message>
      <source>The import failed</source>
      <translation>L’import a échoué</translation>
    </message>
    <message>
      <source>The import was not removed</source>
      <translation>L’import n’a pas été retiré</translation>
    </message>
    <message>
      <source>The import was removed</source>
      <translation>L’import a été retiré</translation>
    </message>
    <message>
      <source>The import was stopped; nothing was imported.</source>
      <translation>L’import a été arrêté ; rien n’a été importé.</translation>
    </message>
    <message>
      <source>The one that is open</source>
      <translation>Celle qui est ouverte</translation>
    </message>
    <message>
      <source>The pipeline could not read dispatch {id}</source>
      <translation>Le modèle n’a pas pu lire la dépêche {id}</translation>
    </message>
    <message>
      <source>The program has a fault</source>
      <translation>Le programme a un défaut</translation>
    </message>
    <message>
      <source>The selected words lie in no mention</source>
      <translation>Les mots choisis ne sont dans aucune mention</translation>
    </message>
    <message>
      <source>The settings could not be read; they were kept as {file}</source>
      <translation>Les réglages étaient illisibles ; ils ont été gardés sous {file}</translation>
    </message>
    <message>
      <source>The suggestion process ended and was started again</source>
      <translation>Le processus de suggestion s’est arrêté et a été relancé</translation>
    </message>
    <message>
      <source>The suggestions are still to come; once more to finish without them</source>
      <translation>Les suggestions arrivent ; encore une fois pour terminer sans elles</translation>
    </message>
    <message>
      <source>The suggestions for this dispatch are still to come</source>
      <translation>Les suggestions de cette dépêche arrivent</translation>
    </message>
    <message>
      <source>Theme</source>
      <translation>Thème</translation>
    </message>
    <message>
      <source>There is no backup of this project.</source>
      <translation>Il n’y a pas de sauvegarde de ce projet.</translation>
    </message>
    <message>
      <source>This could not be done</source>
      <translation>Cela n’a pas pu être fait</translation>
    </message>
    <message>
      <source>This is the first dispatch</source>
      <translation>C’est la première dépêche</translation>
    </message>
    <message>
      <source>This is the last dispatch</source>
      <translation>C’est la dernière dépêche</translation>
    </message>
    <message>
      <source>To do</source>
      <translation>À faire</translation>
    </message>
    <message>
      <source>To do {count}</source>
      <translation>À faire {count}</translation>
    </message>
    <message>
      <source>To review only</source>
      <translation>À voir seulement</translation>
    </message>
    <message>
      <source>Types</source>
      <translation>Types</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Annuler</translation>
    </message>
    <message>
      <source>Undo: {step}</source>
      <translation>Annuler : {step}</translation>
    </message>
    <message>
      <source>Undone: {step}</source>
      <translation>Annulé : {step}</translation>
    </message>
    <message>
      <source>View</source>
      <translation>Affichage</translation>
    </message>
    <message>
      <source>What</source>
      <translation>Quoi</translation>
    </message>
    <message>
      <source>What stands dashed is not part of your work until you accept it.</source>
      <translation>Ce qui est en pointillé ne fait pas partie de votre travail tant que vous ne l’acceptez pas.</translation>
    </message>
    <message>
      <source>What will be written</source>
      <translation>Ce qui sera écrit</translation>
    </message>
    <message>
      <source>Where</source>
      <translation>Où</translation>
    </message>
    <message>
      <source>Where is {name}?</source>
      <translation>Où est {name} ?</translation>
    </message>
    <message>
      <source>Why</source>
      <translation>Pourquoi</translation>
    </message>
    <message>
      <source>With suggestions to review</source>
      <translation>Avec des suggestions à voir</translation>
    </message>
    <message>
      <source>With {label}</source>
      <translation>Avec {label}</translation>
    </message>
    <message>
      <source>Your name as annotator</source>
      <translation>Votre nom d’annotateur</translation>
    </message>
    <message>
      <source>accept a suggestion</source>
      <translation>accepter une suggestion</translation>
    </message>
    <message>
      <source>accept all suggestions</source>
      <translation>accepter toutes les suggestions</translation>
    </message>
    <message>
      <source>accept the rest</source>
      <translation>accepter le reste</translation>
    </message>
    <message>
      <source>accepted suggestion</source>
      <translation>suggestion acceptée</translation>
    </message>
    <message>
      <source>add words to a mention</source>
      <translation>ajouter des mots à une mention</translation>
    </message>
    <message>
      <source>already there from {earlier}</source>
      <translation>déjà présente, venue de {earlier}</translation>
    </message>
    <message>
      <source>ask</source>
      <translation>demander</translation>
    </message>
    <message>
      <source>change a label</source>
      <translation>changer un type</translation>
    </message>
    <message>
      <source>change the status</source>
      <translation>changer l’état</translation>
    </message>
    <message>
      <source>change the types</source>
      <translation>changer les types</translation>
    </message>
    <message>
      <source>clusters</source>
      <translation>entités</translation>
    </message>
    <message>
      <source>cut words out of a mention</source>
      <translation>ôter des mots d’une mention</translation>
    </message>
    <message>
      <source>done</source>
      <translation>faite</translation>
    </message>
    <message>
      <source>duplicate</source>
      <translation>doublon</translation>
    </message>
    <message>
      <source>edited suggestion</source>
      <translation>suggestion modifiée</translation>
    </message>
    <message>
      <source>encoding</source>
      <translation>encodage</translation>
    </message>
    <message>
      <source>end</source>
      <comment>edge</comment>
      <translation>fin</translation>
    </message>
    <message>
      <source>everything, can be imported again</source>
      <translation>tout, réimportable</translation>
    </message>
    <message>
      <source>flagged</source>
      <translation>signalée</translation>
    </message>
    <message>
      <source>imported</source>
      <translation>importée</translation>
    </message>
    <message>
      <source>in all dispatches</source>
      <translation>dans toutes les dépêches</translation>
    </message>
    <message>
      <source>in this dispatch</source>
      <translation>dans cette dépêche</translation>
    </message>
    <message>
      <source>inside a longer {label}: {words}</source>
      <translation>dans un {label} plus long : {words}</translation>
    </message>
    <message>
      <source>label a mention</source>
      <translation>annoter une mention</translation>
    </message>
    <message>
      <source>label all occurrences</source>
      <translation>annoter toutes les occurrences</translation>
    </message>
    <message numerus="yes">
      <source>left out</source>
      <comment>dispatches</comment>
      <translation>
        <numerusform>laissée</numerusform>
        <numerusform>laissées</numerusform>
      </translation>
    </message>
    <message>
      <source>likely duplicate</source>
      <translation>doublon probable</translation>
    </message>
    <message>
      <source>made by hand</source>
      <translation>faite à la main</translation>
    </message>
    <message>
      <source>mark as done</source>
      <translation>marquer comme faite</translation>
    </message>
    <message>
      <source>mentions</source>
      <translation>mentions</translation>
    </message>
    <message>
      <source>merged</source>
      <translation>fusionnée</translation>
    </message>
    <message>
      <source>move an edge</source>
      <translation>déplacer une borne</translation>
    </message>
    <message>
      <source>no pipeline</source>
      <translation>aucun modèle</translation>
    </message>
    <message>
      <source>noted</source>
      <translation>remarque</translation>
    </message>
    <message>
      <source>quotes</source>
      <translation>citations</translation>
    </message>
    <message>
      <source>read as {encoding}, {sure} sure</source>
      <translation>lu en {encoding}, sûr à {sure}</translation>
    </message>
    <message>
      <source>refused</source>
      <translation>refusé</translation>
    </message>
    <message>
      <source>reject a suggestion</source>
      <translation>rejeter une suggestion</translation>
    </message>
    <message>
      <source>reject all suggestions</source>
      <translation>rejeter toutes les suggestions</translation>
    </message>
    <message>
      <source>reject the rest</source>
      <translation>rejeter le reste</translation>
    </message>
    <message>
      <source>relations</source>
      <translation>relations</translation>
    </message>
    <message>
      <source>remove a mention</source>
      <translation>retirer une mention</translation>
    </message>
    <message>
      <source>same text as {earlier}</source>
      <translation>même texte que {earlier}</translation>
    </message>
    <message>
      <source>selected {mention}</source>
      <translation>{mention}, choisie</translation>
    </message>
    <message>
      <source>skipped</source>
      <translation>passée</translation>
    </message>
    <message>
      <source>start</source>
      <comment>edge</comment>
      <translation>début</translation>
    </message>
    <message>
      <source>started</source>
      <translation>commencée</translation>
    </message>
    <message>
      <source>starting…</source>
      <translation>démarrage…</translation>
    </message>
    <message>
      <source>stopping…</source>
      <translation>arrêt…</translation>
    </message>
    <message>
      <source>suggestion to review</source>
      <translation>suggestion à voir</translation>
    </message>
    <message>
      <source>text</source>
      <translation>texte</translation>
    </message>
    <message>
      <source>to do</source>
      <translation>à faire</translation>
    </message>
    <message>
      <source>today</source>
      <translation>aujourd’hui</translation>
    </message>
    <message>
      <source>write a note</source>
      <translation>écrire une note</translation>
    </message>
    <message numerus="yes">
      <source>written</source>
      <comment>dispatches</comment>
      <translation>
        <numerusform>écrite</numerusform>
        <numerusform>écrites</numerusform>
      </translation>
    </message>
    <message>
      <source>yesterday</source>
      <translation>hier</translation>
    </message>
    <message>
      <source>{count} dispatches, {done} of them annotated</source>
      <translation>{count} dépêches, dont {done} déjà annotées</translation>
    </message>
    <message>
      <source>{done} / {total} done</source>
      <translation>{done} / {total} faites</translation>
    </message>
    <message>
      <source>{hours} h {minutes} min left</source>
      <translation>encore {hours} h {minutes} min</translation>
    </message>
    <message>
      <source>{key} is taken by “{action}”</source>
      <translation>{key} est déjà prise par « {action} »</translation>
    </message>
    <message>
      <source>{label}, edited suggestion: {words}</source>
      <translation>{label}, suggestion modifiée : {words}</translation>
    </message>
    <message>
      <source>{label}, suggested: {words}</source>
      <translation>{label}, suggestion : {words}</translation>
    </message>
    <message>
      <source>{label}: {words}</source>
      <translation>{label} : {words}</translation>
    </message>
    <message>
      <source>{minutes} min {seconds} s left</source>
      <translation>encore {minutes} min {seconds} s</translation>
    </message>
    <message numerus="yes">
      <source>{n} by other annotators</source>
      <translation>
        <numerusform>{n} d’un autre annotateur</numerusform>
        <numerusform>{n} d’autres annotateurs</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} dispatches</source>
      <translation>
        <numerusform>{n} dépêche</numerusform>
        <numerusform>{n} dépêches</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} dispatches exported to {path}</source>
      <translation>
        <numerusform>{n} dépêche exportée dans {path}</numerusform>
        <numerusform>{n} dépêches exportées dans {path}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} dispatches imported.</source>
      <translation>
        <numerusform>{n} dépêche importée.</numerusform>
        <numerusform>{n} dépêches importées.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} done</source>
      <translation>
        <numerusform>{n} faite</numerusform>
        <numerusform>{n} faites</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} files of other kinds were passed over.</source>
      <translation>
        <numerusform>{n} fichier d’une autre sorte a été ignoré.</numerusform>
        <numerusform>{n} fichiers d’autres sortes ont été ignorés.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} flagged</source>
      <translation>
        <numerusform>{n} signalée</numerusform>
        <numerusform>{n} signalées</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} have a text that is in the project already, under another header or id.</source>
      <translation>
        <numerusform>{n} a un texte déjà présent dans le projet, sous un autre en-tête ou identifiant.</numerusform>
        <numerusform>{n} ont un texte déjà présent dans le projet, sous un autre en-tête ou identifiant.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} inconsistencies</source>
      <translation>
        <numerusform>{n} incohérence</numerusform>
        <numerusform>{n} incohérences</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} places</source>
      <translation>
        <numerusform>{n} endroit</numerusform>
        <numerusform>{n} endroits</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} refused; the reasons are below.</source>
      <translation>
        <numerusform>{n} refus ; la raison est ci-dessous.</numerusform>
        <numerusform>{n} refus ; les raisons sont ci-dessous.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} skipped</source>
      <translation>
        <numerusform>{n} passée</numerusform>
        <numerusform>{n} passées</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} started</source>
      <translation>
        <numerusform>{n} commencée</numerusform>
        <numerusform>{n} commencées</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} suggestions have no answer yet.</source>
      <translation>
        <numerusform>{n} suggestion n’a pas encore de réponse.</numerusform>
        <numerusform>{n} suggestions n’ont pas encore de réponse.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} suggestions to review</source>
      <translation>
        <numerusform>{n} suggestion à voir</numerusform>
        <numerusform>{n} suggestions à voir</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} to do</source>
      <translation>
        <numerusform>{n} à faire</numerusform>
        <numerusform>{n} à faire</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} were in the project already and were left out.</source>
      <translation>
        <numerusform>{n} était déjà dans le projet et a été laissée de côté.</numerusform>
        <numerusform>{n} étaient déjà dans le projet et ont été laissées de côté.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} words</source>
      <translation>
        <numerusform>{n} mot</numerusform>
        <numerusform>{n} mots</numerusform>
      </translation>
    </message>
    <message>
      <source>{origin}, rule {rule}</source>
      <translation>{origin}, règle {rule}</translation>
    </message>
    <message>
      <source>{seconds} s left</source>
      <translation>encore {seconds} s</translation>
    </message>
    <message>
      <source>{start} to {end}</source>
      <translation>{start} à {end}</translation>
    </message>
    <message>
      <source>{title}, {state}, {mentions} mentions</source>
      <translation>{title}, {state}, {mentions} mentions</translation>
    </message>
    <message>
      <source>{type}: no key; press Enter to choose it by name</source>
      <translation>{type} : pas de touche ; appuyez sur Entrée pour le choisir par son nom</translation>
    </message>
    <message>
      <source>{what}: stopped by a fault of the program</source>
      <translation>{what} : interrompu par un défaut du programme</translation>
    </message>
    <message>
      <source>{words}, {label}, paragraph {p}</source>
      <translation>{words}, {label}, paragraphe {p}</translation>
    </message>
    <message>
      <source>{words}, {label}, suggested, paragraph {p}</source>
      <translation>{words}, {label}, suggestion, paragraphe {p}</translation>
    </message>
    <message>
      <source>{words}, {label}, {count} places</source>
      <translation>{words}, {label}, {count} endroits</translation>
    </message>
    <message>
      <source>§ {p}, token {t}, character {c}</source>
      <translation>§ {p}, jeton {t}, caractère {c}</translation>
    </message>
    <message>
      <source>“{words}”</source>
      <translation>« {words} »</translation>
    </message>
    <message>
      <source>“{words}” is marked {label} elsewhere, not here</source>
      <translation>« {words} » est marqué {label} ailleurs, pas ici</translation>
    </message>
    <message>
      <source>“{words}” is not in this dispatch</source>
      <translation>« {words} » n’est pas dans cette dépêche</translation>
    </message>
    <message>
      <source>“{words}” is {label} elsewhere in this dispatch</source>
      <translation>« {words} » est {label} ailleurs dans cette dépêche</translation>
    </message>
  </context>
  <context>
    <name>errors</name>
    <message>
      <source>A newer version of this program wrote this record ({format}); update it</source>
      <translation>Une version plus récente du programme a écrit cet enregistrement ({format}) ; mettez-le à jour</translation>
    </message>
    <message>
      <source>A record is a JSON object; this is something else</source>
      <translation>Un enregistrement est un objet JSON ; ceci est autre chose</translation>
    </message>
    <message>
      <source>A {what} has no key “{key}”; what is yours goes into metadata or attributes</source>
      <translation>Un élément {what} n’a pas de clé « {key} » ; ce qui est à vous va dans metadata ou attributes</translation>
    </message>
    <message>
      <source>Another import is going on; wait until it is done.</source>
      <translation>Un autre import est en cours ; attendez qu’il soit fini.</translation>
    </message>
    <message>
      <source>Another program holds the project and does not let go.</source>
      <translation>Un autre programme tient le projet et ne le lâche pas.</translation>
    </message>
    <message>
      <source>Another text has the id “{uid}”, from {file}</source>
      <translation>Un autre texte porte l’identifiant « {uid} », venu de {file}</translation>
    </message>
    <message>
      <source>Files of the format “{name}” are read, not written</source>
      <translation>Les fichiers au format « {name} » se lisent mais ne s’écrivent pas</translation>
    </message>
    <message>
      <source>Files of the format “{name}” are written, not read</source>
      <translation>Les fichiers au format « {name} » s’écrivent mais ne se lisent pas</translation>
    </message>
    <message>
      <source>It cannot be written: {reason}</source>
      <translation>L’écriture est impossible : {reason}</translation>
    </message>
    <message>
      <source>It was read as {encoding}, as asked, but it is valid UTF-8</source>
      <translation>Il a été lu en {encoding}, comme demandé, mais c’est de l’UTF-8 valide</translation>
    </message>
    <message>
      <source>Its encoding cannot be told; give it (for example cp1252)</source>
      <translation>Son encodage ne se devine pas ; indiquez-le (par exemple cp1252)</translation>
    </message>
    <message>
      <source>Its name does not say what format this is; known are {known}. Name the format</source>
      <translation>Son nom ne dit pas de quel format il s’agit ; sont connus {known}. Indiquez le format</translation>
    </message>
    <message>
      <source>Its suggestions are not those of the same dispatch before it in this import</source>
      <translation>Ses suggestions ne sont pas celles de la même dépêche déjà vue dans cet import</translation>
    </message>
    <message>
      <source>Its tokens are not those of the same dispatch before it in this import</source>
      <translation>Ses jetons ne sont pas ceux de la même dépêche déjà vue dans cet import</translation>
    </message>
    <message>
      <source>JSON Lines are UTF-8; this file is UTF-16</source>
      <translation>Le JSON Lines est en UTF-8 ; ce fichier est en UTF-16</translation>
    </message>
    <message>
      <source>Metadata or attributes are nested deeper than {limit} levels</source>
      <translation>Les métadonnées ou attributs sont imbriqués sur plus de {limit} niveaux</translation>
    </message>
    <message>
      <source>No suggestion has the state {state}</source>
      <translation>Aucune suggestion n’a l’état {state}</translation>
    </message>
    <message>
      <source>No suggestion is of the kind {kind}</source>
      <translation>Aucune suggestion n’est de la sorte {kind}</translation>
    </message>
    <message>
      <source>Nobody called “{name}” has worked on this project; known are: {known}</source>
      <translation>Personne du nom de « {name} » n’a travaillé sur ce projet ; sont connus : {known}</translation>
    </message>
    <message>
      <source>The background job “{job}” was ended from outside or ran out of memory (exit status {status}); what it had stored is kept, start it again to go on</source>
      <translation>La tâche « {job} » a été arrêtée de l’extérieur ou a manqué de mémoire (code {status}) ; ce qu’elle avait enregistré est gardé, relancez-la pour continuer</translation>
    </message>
    <message>
      <source>The backup is empty.</source>
      <translation>La sauvegarde est vide.</translation>
    </message>
    <message>
      <source>The copy could not be written ({reason}).</source>
      <translation>La copie n’a pas pu être écrite ({reason}).</translation>
    </message>
    <message>
      <source>The disk cannot lock files ({reason}), so two windows could write at once. Move it to a local disk.</source>
      <translation>Le disque ne sait pas verrouiller les fichiers ({reason}) : deux fenêtres pourraient écrire à la fois. Mettez le projet sur un disque local.</translation>
    </message>
    <message>
      <source>The disk is full; the last step was not saved. Make room and do it again.</source>
      <translation>Le disque est plein ; la dernière action n’a pas été enregistrée. Faites de la place et recommencez-la.</translation>
    </message>
    <message>
      <source>The disk refused the project ({reason}). Is it still there?</source>
      <translation>Le disque a refusé le projet ({reason}). Est-il encore là ?</translation>
    </message>
    <message>
      <source>The dispatch {id} is no longer in the project.</source>
      <translation>La dépêche {id} n’est plus dans le projet.</translation>
    </message>
    <message>
      <source>The dispatch {uid} is damaged and cannot be opened ({reason}). Restore a backup.</source>
      <translation>La dépêche {uid} est abîmée et ne peut être ouverte ({reason}). Reprenez une sauvegarde.</translation>
    </message>
    <message>
      <source>The file cannot be read ({reason}).</source>
      <translation>Le fichier ne peut être lu ({reason}).</translation>
    </message>
    <message>
      <source>The file is not an annotation project.</source>
      <translation>Ce fichier n’est pas un projet d’annotation.</translation>
    </message>
    <message>
      <source>The folder cannot be written to ({reason}). Copy the project to a folder of yours.</source>
      <translation>On ne peut écrire dans ce dossier ({reason}). Copiez le projet dans un dossier à vous.</translation>
    </message>
    <message>
      <source>The id “{id}” stands twice in “{list}”</source>
      <translation>L’identifiant « {id} » figure deux fois dans « {list} »</translation>
    </message>
    <message>
      <source>The import cannot be removed: {count} of its dispatches have been worked on.</source>
      <translation>L’import ne peut être retiré : on a travaillé sur {count} de ses dépêches.</translation>
    </message>
    <message>
      <source>The pipeline “{pipeline}” cannot be loaded: {reason}</source>
      <translation>Le modèle « {pipeline} » ne peut être chargé : {reason}</translation>
    </message>
    <message>
      <source>The pipeline “{pipeline}” is not installed and is no folder either; installed are: {installed}. Install it with pip, or name another</source>
      <translation>Le modèle « {pipeline} » n’est pas installé et n’est pas un dossier non plus ; sont installés : {installed}. Installez-le avec pip, ou choisissez-en un autre</translation>
    </message>
    <message>
      <source>The pipeline's process ended twice while it was loading (exit status {status}); is there enough memory? What waits is kept: try again, or choose a smaller pipeline</source>
      <translation>Le processus du modèle s’est arrêté deux fois pendant son chargement (code {status}) ; y a-t-il assez de mémoire ? Ce qui attend est gardé : réessayez, ou prenez un modèle plus petit</translation>
    </message>
    <message>
      <source>The pipeline's process ended {count} times in a row (exit status {status}); is there enough memory? What waits is kept: try again, or choose a smaller pipeline</source>
      <translation>Le processus du modèle s’est arrêté {count} fois de suite (code {status}) ; y a-t-il assez de mémoire ? Ce qui attend est gardé : réessayez, ou prenez un modèle plus petit</translation>
    </message>
    <message>
      <source>The project can only be read, not written to. Copy it to a folder of yours.</source>
      <translation>Le projet est en lecture seule. Copiez-le dans un dossier à vous.</translation>
    </message>
    <message>
      <source>The project file is cut short. Restore a backup.</source>
      <translation>Le fichier du projet est tronqué. Reprenez une sauvegarde.</translation>
    </message>
    <message>
      <source>The project file is damaged ({reason}). Restore a backup.</source>
      <translation>Le fichier du projet est abîmé ({reason}). Reprenez une sauvegarde.</translation>
    </message>
    <message>
      <source>The project has an older format. Open it once in the window to renew it.</source>
      <translation>Le projet a un format plus ancien. Ouvrez-le une fois dans la fenêtre pour le renouveler.</translation>
    </message>
    <message>
      <source>The project is open in another window ({who} on {host} since {since}, process {pid}). Close it there first.</source>
      <translation>Le projet est ouvert dans une autre fenêtre ({who} sur {host} depuis {since}, processus {pid}). Fermez-le d’abord là-bas.</translation>
    </message>
    <message>
      <source>The project is open in another window. Close it there first.</source>
      <translation>Le projet est ouvert dans une autre fenêtre. Fermez-le d’abord là-bas.</translation>
    </message>
    <message>
      <source>The project was made by a newer version of the program (format {found}, this one reads up to {known}). Install the newer version.</source>
      <translation>Le projet vient d’une version plus récente du programme (format {found}, celle-ci lit jusqu’à {known}). Installez la version plus récente.</translation>
    </message>
    <message>
      <source>The project was opened to be read only.</source>
      <translation>Le projet a été ouvert en lecture seule.</translation>
    </message>
    <message>
      <source>The schema is not sound: {reason}</source>
      <translation>Le schéma n’est pas valable : {reason}</translation>
    </message>
    <message>
      <source>The schema lacks the key “{key}”</source>
      <translation>Il manque au schéma la clé « {key} »</translation>
    </message>
    <message>
      <source>The suggestion “{id}” is said to be {said}, but by the annotations it is {derived}</source>
      <translation>La suggestion « {id} » est dite {said}, mais d’après les annotations elle est {derived}</translation>
    </message>
    <message>
      <source>The suggestion “{id}” names no mention</source>
      <translation>La suggestion « {id} » ne nomme aucune mention</translation>
    </message>
    <message>
      <source>The type “{name}” is used {count} times; give those another one first.</source>
      <translation>Le type « {name} » sert {count} fois ; donnez-en d’abord un autre à ces annotations.</translation>
    </message>
    <message>
      <source>The types have been changed since; this step stays.</source>
      <translation>Les types ont changé depuis ; cette action reste faite.</translation>
    </message>
    <message>
      <source>The {what} {id} is not sound: {reason}</source>
      <translation>L’élément {what} {id} n’est pas valable : {reason}</translation>
    </message>
    <message>
      <source>The {what} {id} lacks the key “{key}”</source>
      <translation>Il manque à l’élément {what} {id} la clé « {key} »</translation>
    </message>
    <message>
      <source>There are annotations but no annotator; say who made them</source>
      <translation>Il y a des annotations mais pas d’annotateur ; dites qui les a faites</translation>
    </message>
    <message>
      <source>There is a NUL character here. If the file is UTF-16, give that encoding</source>
      <translation>Il y a ici un caractère NUL. Si le fichier est en UTF-16, indiquez cet encodage</translation>
    </message>
    <message>
      <source>There is a NUL character here; a dispatch cannot hold one</source>
      <translation>Il y a ici un caractère NUL ; une dépêche ne peut en contenir</translation>
    </message>
    <message>
      <source>There is a NUL character in line {number} of the text</source>
      <translation>Il y a un caractère NUL à la ligne {number} du texte</translation>
    </message>
    <message>
      <source>There is a NUL character in this record</source>
      <translation>Il y a un caractère NUL dans cet enregistrement</translation>
    </message>
    <message>
      <source>There is a file of this name already; choose another.</source>
      <translation>Un fichier de ce nom existe déjà ; choisissez-en un autre.</translation>
    </message>
    <message>
      <source>There is half a surrogate pair here; the file is damaged</source>
      <translation>Il y a ici une moitié de paire de substitution ; le fichier est abîmé</translation>
    </message>
    <message>
      <source>There is no encoding “{encoding}”; write for example utf-8, cp1252 or utf-16</source>
      <translation>Il n’y a pas d’encodage « {encoding} » ; écrivez par exemple utf-8, cp1252 ou utf-16</translation>
    </message>
    <message>
      <source>There is no format “{name}”; choose one of: {known}</source>
      <translation>Il n’y a pas de format « {name} » ; choisissez parmi : {known}</translation>
    </message>
    <message>
      <source>There is no status “{name}”; choose one of: {known}</source>
      <translation>Il n’y a pas d’état « {name} » ; choisissez parmi : {known}</translation>
    </message>
    <message>
      <source>There is no such file.</source>
      <translation>Ce fichier n’existe pas.</translation>
    </message>
    <message>
      <source>There is no such folder; make it first</source>
      <translation>Ce dossier n’existe pas ; créez-le d’abord</translation>
    </message>
    <message>
      <source>There is no text in this file</source>
      <translation>Il n’y a pas de texte dans ce fichier</translation>
    </message>
    <message>
      <source>There is no text in this record</source>
      <translation>Il n’y a pas de texte dans cet enregistrement</translation>
    </message>
    <message>
      <source>There is no tokenizer for the language “{language}”; give a code that spaCy knows, as “fr”, or “xx”</source>
      <translation>Il n’y a pas de découpage en jetons pour la langue « {language} » ; donnez un code que spaCy connaît, comme « fr », ou « xx »</translation>
    </message>
    <message>
      <source>These bytes are not {encoding}: {bytes}</source>
      <translation>Ces octets ne sont pas du {encoding} : {bytes}</translation>
    </message>
    <message>
      <source>This file cannot be read: {reason}</source>
      <translation>Ce fichier ne peut être lu : {reason}</translation>
    </message>
    <message>
      <source>This file is larger than {limit} MB: not one dispatch</source>
      <translation>Ce fichier dépasse {limit} Mo : ce n’est pas une dépêche</translation>
    </message>
    <message>
      <source>This folder cannot be read</source>
      <translation>Ce dossier ne peut pas être lu</translation>
    </message>
    <message>
      <source>This import is not in the project any more.</source>
      <translation>Cet import n’est plus dans le projet.</translation>
    </message>
    <message>
      <source>This is JSON over several lines; here a record is one line</source>
      <translation>C’est du JSON sur plusieurs lignes ; ici un enregistrement tient sur une ligne</translation>
    </message>
    <message>
      <source>This is UTF-8 but for these bytes: {bytes}. Repair the file or give its encoding</source>
      <translation>C’est de l’UTF-8 sauf ces octets : {bytes}. Réparez le fichier ou indiquez son encodage</translation>
    </message>
    <message>
      <source>This is a folder; a project is one file.</source>
      <translation>C’est un dossier ; un projet est un fichier.</translation>
    </message>
    <message>
      <source>This is a folder; name a file</source>
      <translation>C’est un dossier ; nommez un fichier</translation>
    </message>
    <message>
      <source>This is a schema, not a record; a new project takes it</source>
      <translation>C’est un schéma, pas un enregistrement ; un nouveau projet peut le prendre</translation>
    </message>
    <message>
      <source>This is not JSON (column {column}: {reason})</source>
      <translation>Ce n’est pas du JSON (colonne {column} : {reason})</translation>
    </message>
    <message>
      <source>This is not a record of ours: “format” must be “annotator/1”, not {format}</source>
      <translation>Ce n’est pas un enregistrement à nous : « format » doit être « annotator/1 », pas {format}</translation>
    </message>
    <message>
      <source>This is not a spaCy pipeline: it has no config.cfg and meta.json that can be read; name a folder written by nlp.to_disk() or spacy train</source>
      <translation>Ce n’est pas un modèle spaCy : il n’a ni config.cfg ni meta.json lisibles ; nommez un dossier écrit par nlp.to_disk() ou spacy train</translation>
    </message>
    <message>
      <source>This is the project itself; give the export another name</source>
      <translation>C’est le projet lui-même ; donnez un autre nom à l’export</translation>
    </message>
    <message>
      <source>This line is not JSON (column {column}: {reason})</source>
      <translation>Cette ligne n’est pas du JSON (colonne {column} : {reason})</translation>
    </message>
    <message>
      <source>This line is too long</source>
      <translation>Cette ligne est trop longue</translation>
    </message>
    <message>
      <source>“annotator” must be a name or null, not {value}</source>
      <translation>« annotator » doit être un nom ou null, pas {value}</translation>
    </message>
    <message>
      <source>“offset_unit” must be “code_point”, not {unit}</source>
      <translation>« offset_unit » doit être « code_point », pas {unit}</translation>
    </message>
    <message>
      <source>“seconds” must be a whole number, not {value}</source>
      <translation>« seconds » doit être un nombre entier, pas {value}</translation>
    </message>
    <message>
      <source>“sha256” is not that of the text: the text was changed on its way</source>
      <translation>« sha256 » n’est pas celui du texte : le texte a été changé en chemin</translation>
    </message>
    <message>
      <source>“status” must be one of {known}, not {value}</source>
      <translation>« status » doit être l’un de {known}, pas {value}</translation>
    </message>
    <message>
      <source>“text” must be a string</source>
      <translation>« text » doit être une chaîne</translation>
    </message>
    <message>
      <source>“tokens” must be ranges [start, end] inside the text, in order and apart</source>
      <translation>« tokens » doit être une suite ordonnée d’intervalles [début, fin] disjoints, dans le texte</translation>
    </message>
    <message>
      <source>“uid” must be a string that is not empty</source>
      <translation>« uid » doit être une chaîne non vide</translation>
    </message>
    <message>
      <source>“{date}” is not a date; write YYYY-MM or YYYY-MM-DD</source>
      <translation>« {date} » n’est pas une date ; écrivez AAAA-MM ou AAAA-MM-JJ</translation>
    </message>
    <message>
      <source>“{id}” ends at {end}, beyond the text of {size} characters</source>
      <translation>« {id} » finit à {end}, au-delà du texte de {size} caractères</translation>
    </message>
    <message>
      <source>“{id}” names the {kind} “{missing}”, which is not there</source>
      <translation>« {id} » nomme l’élément {kind} « {missing} », qui n’existe pas</translation>
    </message>
    <message>
      <source>“{id}” says “{words}”, but “{there}” stands at its place</source>
      <translation>« {id} » dit « {words} », mais à sa place il y a « {there} »</translation>
    </message>
    <message>
      <source>“{key}” in the metadata must be a range [start, end] inside the text</source>
      <translation>« {key} » dans les métadonnées doit être un intervalle [début, fin] dans le texte</translation>
    </message>
    <message>
      <source>“{key}” in the metadata must be a string, not {value}</source>
      <translation>« {key} » dans les métadonnées doit être une chaîne, pas {value}</translation>
    </message>
    <message>
      <source>“{key}” must be a list</source>
      <translation>« {key} » doit être une liste</translation>
    </message>
    <message>
      <source>“{key}” must be a string</source>
      <translation>« {key} » doit être une chaîne</translation>
    </message>
    <message>
      <source>“{key}” must be an object</source>
      <translation>« {key} » doit être un objet</translation>
    </message>
    <message>
      <source>“{key}” must not be empty</source>
      <translation>« {key} » ne doit pas être vide</translation>
    </message>
  </context>
</TS>
