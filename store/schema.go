package store

import (
	"encoding/binary"
	"time"

	"alur/model"
)

// SchemaVersion is the form of the tables below. A database of a newer one is
// refused, an older one is migrated.
const SchemaVersion = 17

// The tables, by the first byte of their keys.
const (
	tableMeta     = 'M'
	tableEvents   = 'E'
	tableOps      = 'O'
	tableShop     = 'S'
	tableFlows    = 'D'
	tableCases    = 'C'
	tableKeys     = 'K'
	tableNumbers  = 'N'
	tableOpen     = 'T'
	tableHeld     = 'B'
	tableAttempts = 'A'
	tableLines    = 'L'
	tableLogs     = 'G'
	tableByCase   = 'V'
	tableByPerson = 'P'
	tableUndo     = 'U'
	tableDrafts   = 'X'
	tableRequests = 'R'
	tableIntake   = 'I'
	tableTimers   = 'W'
	tableOutbox   = 'Q'
	tableTries    = 'F'
	tableCalls    = 'Y'
	tableKept     = 'Z'
)

// Table describes one table of the database. Texts in keys end with a zero
// byte where something follows; numbers are big-endian, times 8 bytes of
// nanoseconds since 1970 in UTC with the sign bit turned.
type Table struct {
	Prefix byte
	Name   string
	Key    string
	Value  string
	// Derived is true where the events alone give every row of it.
	Derived bool
}

// Schema is every table there is; a golden dump of a worked shop holds it.
func Schema() []Table {
	return []Table{
		{tableMeta, "meta", `"schema" | "head" | "sum" | "backups" | "archive"`, "version | the head of the record, JSON | the sum of the tables that don't follow from it (see sum.go) | how the backups stand, JSON | only in an archive: where it ends", false},
		{tableEvents, "events", "number", "1, hash (32 bytes), newest time so far, canonical JSON of the event", false},
		{tableOps, "operations", "operation id", "its receipt, JSON", true},
		{tableShop, "shop", `"shop"`, "people, settings, processes, JSON", true},
		{tableFlows, "definitions", "process, version", "a published process, JSON", true},
		{tableCases, "cases", "case", "the case, JSON", true},
		{tableKeys, "case keys", "process, key", "case", true},
		{tableNumbers, "case numbers", "process", "number of the newest case", true},
		{tableOpen, "open tasks", "role, case, step", "a row of the queue, JSON", true},
		{tableHeld, "tasks of a person", "person, case, step", "role, state", true},
		{tableAttempts, "finished tasks", "process, step, end, case, round, part", "an attempt, JSON", true},
		{tableLines, "case lines", "start, number, case", "a line of the list of cases, JSON", true},
		{tableTimers, "timers", `"task", time, case, step | "schedule", process, division`, "round and kind of the next timer of an open task | when a schedule starts a case next (see timers.go)", true},
		{tableLogs, "case logs", "case", "what figures need to know of the case, binary (see caselog.go)", true},
		{tableByCase, "events by case", "case, number", "", true},
		{tableByPerson, "events by person", "person, number", "", true},
		{tableUndo, "last acts", "person", "the newest acts, JSON", true},
		{tableDrafts, "drafts", "person, task", "what is being typed, JSON", false},
		{tableRequests, "requests", `"stations" | "removed" | "seat", hash of a window`, "PCs that ask to be let in | those that were removed | who sat there, and where (see seat.go), JSON", false},
		{tableIntake, "intake", `"secret", process | "kept" or "body", number | "same", hash | "early", case key, number | "wrong", process | "state"`, "what other programs sign with | what they sent and could not be done yet, JSON or as it came (see intake.go)", false},
		{tableOutbox, "outbox", "number of what queued it", "a message that was neither sent nor dropped, JSON", true},
		{tableTries, "tries", `"of", number | "next", time, number`, "how often a message was tried, and when it is next (see outbox.go), JSON | nothing", false},
		{tableCalls, "calls", "kind, case, step, number", "a matter that the owner is to be told at once, until that is done (see calls.go), JSON", false},
		{tableKept, "kept of the archive", `"case", case | "fold" | "base"`, "an archived case as it was where the archive ends, JSON | the shop as it was there, JSON | where the record begins after it, and the sum of all that is kept of before (see base.go), JSON", false},
	}
}

// AppendOnly lists the tables that only grow at their end, for engines that
// can pack those densely.
func AppendOnly() []byte { return []byte{tableEvents} }

// key builds the key of a table.
type key []byte

func keyOf(table byte) key { return append(make(key, 0, 64), table) }

// text adds a text that something follows.
func (k key) text(s string) key { return append(append(k, s...), 0) }

// last adds a text that ends the key.
func (k key) last(s string) key { return append(k, s...) }

func (k key) number(n uint64) key { return binary.BigEndian.AppendUint64(k, n) }

func (k key) short(n int) key {
	return binary.BigEndian.AppendUint32(k, uint32(max(n, 0))) //nolint:gosec // Versions and rounds are small.
}

// time adds a time so that keys sort as times do.
func (k key) time(t time.Time) key { return k.number(sortable(t)) }

const signBit = 1 << 63

func sortable(t time.Time) uint64 {
	return uint64(t.UnixNano()) ^ signBit //nolint:gosec // The bits, with the sign turned.
}

func unsortable(n uint64) time.Time {
	return time.Unix(0, int64(n^signBit)).UTC() //nolint:gosec // The bits, with the sign turned.
}

// splitText cuts a text that ends with a zero byte off the front.
func splitText(k []byte) (string, []byte) {
	for i, b := range k {
		if b == 0 {
			return string(k[:i]), k[i+1:]
		}
	}
	return string(k), nil
}

func schemaKey() key                    { return keyOf(tableMeta).last("schema") }
func headKey() key                      { return keyOf(tableMeta).last("head") }
func sumKey() key                       { return keyOf(tableMeta).last("sum") }
func backupKey() key                    { return keyOf(tableMeta).last("backups") }
func requestsKey() key                  { return keyOf(tableRequests).last("stations") }
func removedKey() key                   { return keyOf(tableRequests).last("removed") }
func seatKey(window string) key         { return keyOf(tableRequests).text("seat").last(window) }
func shopKey() key                      { return keyOf(tableShop).last("shop") }
func eventKey(seq uint64) key           { return keyOf(tableEvents).number(seq) }
func opKey(op string) key               { return keyOf(tableOps).last(op) }
func flowKey(process string, v int) key { return keyOf(tableFlows).text(process).short(v) }
func caseKey(id string) key             { return keyOf(tableCases).last(id) }
func numberKey(process string) key      { return keyOf(tableNumbers).last(process) }
func undoKey(person string) key         { return keyOf(tableUndo).last(person) }

func keyedKey(process, caseKey string) key { return keyOf(tableKeys).text(process).last(caseKey) }

func openKey(role string, ref model.TaskRef) key {
	return keyOf(tableOpen).text(role).text(ref.Case).last(ref.Step)
}

func heldKey(person string, ref model.TaskRef) key {
	return keyOf(tableHeld).text(person).text(ref.Case).last(ref.Step)
}

func keptKey(id string) key { return keyOf(tableKept).text("case").last(id) }
func keptFoldKey() key      { return keyOf(tableKept).last("fold") }
func baseKey() key          { return keyOf(tableKept).last("base") }
func archiveKey() key       { return keyOf(tableMeta).last("archive") }

func logKey(id string) key { return keyOf(tableLogs).last(id) }

func byCaseKey(id string, seq uint64) key   { return keyOf(tableByCase).text(id).number(seq) }
func byPersonKey(id string, seq uint64) key { return keyOf(tableByPerson).text(id).number(seq) }

// lineKey sorts the cases that started at one time by their numbers.
func lineKey(c *model.Case) key {
	return keyOf(tableLines).time(c.Started).number(uint64(max(c.Number, 0))).last(c.ID) //nolint:gosec // Counted up from 1.
}

// lineCase is the case of a key of the list of cases.
func lineCase(k []byte) string {
	const before = 1 + 8 + 8
	return string(k[min(before, len(k)):])
}

func attemptKey(a model.Attempt) key {
	base := model.BaseStep(a.Step)
	k := keyOf(tableAttempts).text(a.Process).text(base).time(a.Ended).text(a.Case).short(a.Round)
	if a.Step != base {
		k = k.last(a.Step) // Several tasks of one round.
	}
	return k
}

func draftKey(person string, ref model.TaskRef) key {
	return keyOf(tableDrafts).text(person).text(ref.Case).last(ref.Step)
}
