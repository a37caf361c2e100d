package cli

import (
	"crypto/sha256"
	"encoding/json"

	"alur/model"
)

// takenRow is a row that was taken: its line, and a print of what it says.
type takenRow struct {
	line  int
	print [sha256.Size]byte
}

// twinRows are the lines of two rows of one key that say different things.
type twinRows struct {
	key         string
	first, line int
}

// printOf is a print of what a row says.
func printOf(act model.StartCase) [sha256.Size]byte {
	said, _ := json.Marshal(struct { //nolint:errchkjson // Texts and a time are JSON always.
		Fields  model.Values
		Promise any
	}{act.Fields, act.Promise})
	return sha256.Sum256(said)
}

// cameBefore reports whether a row before this one has its key, and notes where
// that one says something else: of an order in several rows only the first would
// begin a case, without a word.
func (j *importJob) cameBefore(key string, line int, act model.StartCase) bool {
	first, known := j.seen[key]
	if !known || first.line == line { // A transaction that is tried again comes to a row twice.
		return false
	}
	if first.print != printOf(act) {
		j.count.twins = append(j.count.twins, twinRows{key, first.line, line})
	}
	return true
}

// warnOfTwins warns of rows of one key that say different things.
func (j *importJob) warnOfTwins() {
	const most = 10
	twins := j.count.twins
	for _, t := range twins[:min(most, len(twins))] {
		j.app.talk(model.Say{
			EN: "Warning: lines %d and %d both have %s %s and say different things; only line %[1]d counts.",
			ID: "Peringatan: baris %d dan %d sama-sama memakai %s %s tetapi isinya berbeda; hanya baris %[1]d yang dipakai.",
		}, t.first, t.line, j.flow.Process.Key, model.CleanText(t.key))
	}
	if more := len(twins) - most; more > 0 {
		j.app.talk(model.Say{EN: "Warning: and %s.", ID: "Peringatan: dan %s."}, many(more, "more such pair of lines", "more such pairs of lines", "pasang baris lain seperti itu"))
	}
}
