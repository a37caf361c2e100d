package model

import (
	"cmp"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// ofShop says the events of the shop.
func (d describing) ofShop(w *EventWords) {
	switch b := d.e.Body.(type) {
	case ShopCreated:
		w.What = verbatim(b.Settings.Name)
	case SettingsChanged:
		w.What = because(Say{EN: "the settings", ID: "pengaturan"})
		w.Detail, w.Before, w.After = told(settingsDiff(b.Before, b.Settings))
	case SignInFailed:
		if !b.Locked.IsZero() {
			w.Detail = because(Say{EN: "locked %s", ID: "dikunci %s"}, d.until(b.Locked))
		} else if !b.StationLocked.IsZero() {
			w.Detail = because(Say{EN: "this PC locked %s", ID: "PC ini dikunci %s"}, d.until(b.StationLocked))
		}
	case ProcessPublished:
		w.What = verbatim(b.Process.Name)
		w.Detail = joined(because(Say{EN: "version %d", ID: "versi %d"}, b.Version), verbatim(strings.Join(d.s.divisionNames(b.Divisions), ", ")), ShareWords(b.Share))
	case ProcessRetired:
		w.What = verbatim(d.process(b.Process))
	case DigestMade:
		w.What = verbatim(b.Subject)
	case OwnerCalled:
		w.Detail = Called{Calls: b.Calls, More: b.More}.Words(d.s.location())
	case ScheduleFired:
		w.What, w.Detail = verbatim(d.process(b.Process)), d.scheduled(b)
	case StationApproved:
		w.What, w.Detail = verbatim(b.Name), verbatim(StationCode(b.Key))
	case StationRemoved:
		w.What, w.Detail = verbatim(b.Name), verbatim(StationCode(b.Key))
	case Exported:
		w.What = tableWords(b.What)
		w.Detail = joined(verbatim(b.Form), rowCount(b.Rows), verbatim(b.Detail))
	default:
		d.ofPerson(w)
	}
}

// tableWords are what left the shop in a file: one of the tables that the
// record names, or another thing as it is called there.
func tableWords(what string) Reason {
	switch what {
	case "events":
		return because(Say{EN: "events", ID: "kejadian"})
	case "tasks":
		return because(Say{EN: "tasks", ID: "tugas"})
	case "cases":
		return because(Say{EN: "cases", ID: "kasus"})
	case "bottlenecks":
		return because(Say{EN: "bottlenecks", ID: "hambatan"})
	case "story":
		return because(Say{EN: "story", ID: "riwayat"})
	}
	return verbatim(what)
}

// ShareWords says how many new cases begin with a version on trial; nothing
// for all of them.
func ShareWords(share int) Reason {
	if share == 0 {
		return Reason{}
	}
	return because(Say{EN: "tried by %d of 100 new cases", ID: "dicoba %d dari 100 kasus"}, share)
}

func rowCount(n int) Reason {
	if n == 1 {
		return because(Say{EN: "1 row", ID: "1 baris"})
	}
	return because(Say{EN: "%d rows", ID: "%d baris"}, n)
}

// ofPerson says what became of a person.
func (d describing) ofPerson(w *EventWords) {
	switch b := d.e.Body.(type) {
	case PersonAdded:
		w.What = verbatim(b.Person.Name)
		w.Detail = personRoles(b.Person)
	case PersonChanged:
		w.What = verbatim(b.Before.Name)
		w.Detail, w.Before, w.After = told(personDiff(d.s, b.Before, b.Person))
	case PINSet:
		w.What = verbatim(d.s.Name(b.Person))
		if b.Hash == "" {
			w.Verb = because(Say{EN: "removed the PIN of", ID: "menghapus PIN"})
		}
		if b.Account != "" {
			w.Detail = because(Say{EN: "without the old one, by the account %s of the shop's PC", ID: "tanpa PIN lama, oleh akun %s di PC toko"}, b.Account)
		}
	default:
		d.ofProposal(w)
	}
}

func (d describing) process(id string) string {
	if h := d.s.Processes[id]; h != nil {
		return h.Name
	}
	return id
}

// personRoles is what a person may be asked to do.
func personRoles(p Person) Reason {
	var right Reason
	switch {
	case p.Owner:
		right = because(Say{EN: "owner", ID: "pemilik"})
	case p.Auditor:
		right = because(Say{EN: "auditor", ID: "auditor"})
	}
	return joined(right, verbatim(strings.Join(p.Roles, ", ")))
}

// difference is one thing that changed.
type difference struct {
	name          Say
	before, after Reason
}

// told says differences: all in one line, then what was and what is.
func told(diffs []difference) (line, before, after Reason) {
	var lines, was, is []Reason
	for _, x := range diffs {
		if x.before.Empty() && x.after.Empty() {
			lines = append(lines, because(x.name))
			continue
		}
		lines = append(lines, because(Say{EN: "%s: %s", ID: "%s: %s"}, x.name, changed(x.before, x.after)))
		if !x.before.Empty() {
			was = append(was, because(Say{EN: "%s: %s", ID: "%s: %s"}, x.name, x.before))
		}
		if !x.after.Empty() {
			is = append(is, because(Say{EN: "%s: %s", ID: "%s: %s"}, x.name, x.after))
		}
	}
	return joined(lines...), joined(was...), joined(is...)
}

// texts adds a difference of two texts, where there is one.
func texts(diffs []difference, name Say, before, after string) []difference {
	if before == after {
		return diffs
	}
	return append(diffs, difference{name, verbatim(before), verbatim(after)})
}

// hours adds a difference of opening hours, where there is one.
func hours(diffs []difference, name Say, before, after Hours) []difference {
	if reflect.DeepEqual(before, after) {
		return diffs
	}
	was, is := hoursDiff(before, after)
	return append(diffs, difference{name, was, is})
}

func truths(diffs []difference, name Say, before, after bool) []difference {
	if before == after {
		return diffs
	}
	return append(diffs, difference{name, yesNo(before), yesNo(after)})
}

// personDiff is what changed in a person; the PIN is never said.
func personDiff(s *Shop, before, after Person) []difference {
	var d []difference
	d = texts(d, Say{EN: "name", ID: "nama"}, before.Name, after.Name)
	d = texts(d, Say{EN: "roles", ID: "peran"}, strings.Join(before.Roles, ", "), strings.Join(after.Roles, ", "))
	d = texts(d, Say{EN: "helps out in", ID: "membantu di"}, strings.Join(before.Deputy, ", "), strings.Join(after.Deputy, ", "))
	d = texts(d, Say{EN: "division", ID: "divisi"}, s.DivisionName(before.Division), s.DivisionName(after.Division))
	d = texts(d, Say{EN: "language", ID: "bahasa"}, string(before.Lang), string(after.Lang))
	d = texts(d, Say{EN: "told at", ID: "alamat"}, before.Address, after.Address)
	d = hours(d, Say{EN: "own hours", ID: "jam kerja sendiri"}, before.Hours, after.Hours)
	d = truths(d, Say{EN: "owner", ID: "pemilik"}, before.Owner, after.Owner)
	d = truths(d, Say{EN: "auditor", ID: "auditor"}, before.Auditor, after.Auditor)
	return truths(d, Say{EN: "left the shop", ID: "keluar dari toko"}, before.Gone, after.Gone)
}

// settingsDiff is what changed in the settings.
func settingsDiff(before, after Settings) []difference {
	var d []difference
	d = texts(d, Say{EN: "name", ID: "nama"}, before.Name, after.Name)
	d = texts(d, Say{EN: "language", ID: "bahasa"}, string(before.Lang), string(after.Lang))
	d = texts(d, Say{EN: "time zone", ID: "zona waktu"}, before.Zone, after.Zone)
	d = texts(d, Say{EN: "currency", ID: "mata uang"}, before.Currency, after.Currency)
	d = texts(d, Say{EN: "decimal sign", ID: "tanda desimal"}, before.Decimal, after.Decimal)
	d = texts(d, Say{EN: "CSV separator", ID: "pemisah CSV"}, before.CSVSeparator, after.CSVSeparator)
	d = texts(d, Say{EN: "folder of the backups", ID: "folder cadangan"}, before.BackupFolder, after.BackupFolder)
	d = texts(d, Say{EN: "lock when idle", ID: "kunci saat diam"}, before.IdleLock, after.IdleLock)
	d = truths(d, Say{EN: "ask for the PIN", ID: "tanyakan PIN"}, before.AskPIN, after.AskPIN)
	if before.InHand != after.InHand {
		d = append(d, difference{Say{EN: "tasks in hand", ID: "tugas di tangan"}, number(before.InHand), number(after.InHand)})
	}
	d = texts(d, Say{EN: "claims come back", ID: "tugas diambil kembali"}, cmp.Or(before.ClaimsBack, BackAtClosing), cmp.Or(after.ClaimsBack, BackAtClosing))
	d = texts(d, Say{EN: "what wakes the owner", ID: "yang memanggil pemilik"}, cmp.Or(before.WakeOwner, WakeUsual), cmp.Or(after.WakeOwner, WakeUsual))
	d = tellDiff(d, before.Tell, after.Tell)
	d = divisionsDiff(d, before, after)
	d = mapsDiff(d, before, after)
	d = hours(d, Say{EN: "opening hours", ID: "jam buka"}, before.Hours, after.Hours)
	names := slices.Concat(slices.Collect(maps.Keys(before.DivisionHours)), slices.Collect(maps.Keys(after.DivisionHours)))
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		plain := strings.ReplaceAll(name, "%", "%%")
		d = hours(d, Say{EN: "hours of the division " + plain, ID: "jam buka divisi " + plain}, before.DivisionHours[name], after.DivisionHours[name])
	}
	return d
}

func number(n int) Reason { return because(Say{EN: "%d", ID: "%d"}, n) }

func sortedNames(vs Values) []string { return slices.Sorted(maps.Keys(vs)) }
