package model

import (
	"strings"
	"time"
)

// decideStart begins a case of the version in force; the same key again is
// the case that is there already.
func decideStart(v View, cmd Command, a StartCase, now time.Time) (Decision, error) {
	if _, err := actor(v, cmd); err != nil {
		return Decision{}, err
	}
	return startCase(v, cmd, a, now)
}

// startCase is decideStart for whoever may.
func startCase(v View, cmd Command, a StartCase, now time.Time) (Decision, error) {
	head := v.Shop().Processes[a.Process]
	if head == nil {
		return Decision{}, refuse("unknown_process", Say{
			EN: "There is no process %q.",
			ID: "Tidak ada proses %q.",
		}, a.Process)
	}
	if head.Retired {
		return Decision{}, refuse("retired", Say{
			EN: "%s is retired: running cases go on, new ones can't begin.",
			ID: "%s sudah dihentikan: kasus yang berjalan terus, yang baru tidak bisa dimulai.",
		}, head.Name)
	}
	var err error
	if a.Division, err = v.Shop().divisionMeant(a.Division); err != nil {
		return Decision{}, err
	}
	number := v.LastNumber(a.Process) + 1
	version := head.VersionFor(a.Division, number)
	f := v.Flow(a.Process, version)
	if f == nil && a.Division == "" {
		return Decision{}, refuse("not_in_force", Say{
			EN: "%s is published for some divisions only: say which with --division.",
			ID: "%s hanya berlaku untuk divisi tertentu: sebutkan dengan --division.",
		}, head.Name)
	}
	if f == nil {
		return Decision{}, refuse("not_in_force", Say{
			EN: "%s is not published for %s.",
			ID: "%s tidak berlaku untuk %s.",
		}, head.Name, v.Shop().DivisionName(a.Division))
	}
	fields, err := startFields(v.Shop(), f, a.Fields)
	if err != nil {
		return Decision{}, err
	}
	key := fields[f.Process.Key].Text
	if len(key) > longestKey {
		return Decision{}, refuse("long_key", Say{
			EN: "%s is too long to find a case by: %d letters at most.",
			ID: "%s terlalu panjang untuk mencari kasus: paling banyak %d huruf.",
		}, f.Process.Key, longestKey)
	}
	if key != "" {
		if id := v.CaseByKey(a.Process, key); id != "" {
			return Decision{Case: id, Existing: true}, nil
		}
	}
	start := CaseStarted{
		Process: a.Process, Version: version, Number: number,
		Title: caseTitle(f, fields, number), Key: key, Division: a.Division, Fields: fields,
	}
	if start.Promise, err = firstPromise(v.Shop(), f, a, now); err != nil {
		return Decision{}, err
	}
	w := &casework{v: v, cmd: cmd, now: now, flow: f, all: newUndertaking()}
	if err := w.emit("", start); err != nil {
		return Decision{}, err
	}
	if err := w.settle(); err != nil {
		return Decision{}, err
	}
	return Decision{Events: w.all.events, Case: w.c.ID}, nil
}

// longestKey bounds the key of a case, in bytes.
const longestKey = 200

// startFields checks what a case begins with: every value fits its field,
// nothing needed is missing, nothing unknown is there.
func startFields(s *Shop, f *Flow, given Values) (Values, error) {
	fields := Values{}
	asked := f.Process.Start.Ask
	var missing listed
	for _, field := range asked {
		v := given[field.Name]
		if v.Empty() {
			if !field.Optional {
				missing = append(missing, FieldLabel(field))
			}
			continue
		}
		fields[field.Name] = v
	}
	for _, name := range given.names() {
		if !hasField(asked, name) && !given[name].Empty() {
			return nil, refuse("unknown_field", Say{
				EN: "%s does not ask for %q. It asks for: %s.",
				ID: "%s tidak menanyakan %q. Yang ditanyakan: %s.",
			}, f.Process.Name, name, fieldNames(asked))
		}
	}
	if len(missing) > 0 {
		return nil, refuse("missing_field", Say{
			EN: "Still needed to start %s: %s.",
			ID: "Yang masih perlu untuk memulai %s: %s.",
		}, f.Process.Name, missing)
	}
	for _, field := range asked {
		v, ok := fields[field.Name]
		if !ok {
			continue
		}
		if err := CheckValue(field, v, fields); err != nil {
			return nil, err
		}
		if err := checkPerson(s, field, v); err != nil {
			return nil, err
		}
	}
	return fields, nil
}

func hasField(fields []Field, name string) bool {
	for _, f := range fields {
		if f.Name == name {
			return true
		}
	}
	return false
}

// caseTitle fills the title of the process with the fields of the case.
func caseTitle(f *Flow, fields Values, number int) string {
	title := f.Process.Title
	names := titleFields(title)
	says := len(names) == 0
	for _, name := range names {
		says = says || !fields[name].Empty()
	}
	if title == "" || !says {
		// Begun by itself, many would be called the same.
		return f.Process.Name + " " + itoa(number)
	}
	for _, name := range names {
		title = strings.ReplaceAll(title, "{"+name+"}", fields[name].String())
	}
	return strings.TrimSpace(title)
}

// firstPromise is the promise a case begins with: the one given, else what
// the process promises from now in opening time of the division, else none.
func firstPromise(s *Shop, f *Flow, a StartCase, now time.Time) (time.Time, error) {
	if !a.Promise.IsZero() || f.Process.Promise == "" {
		return a.Promise.UTC(), nil
	}
	cal, err := s.CalendarOf(f, a.Division)
	if err != nil {
		return time.Time{}, err
	}
	span, err := ParseSpan(f.Process.Promise)
	if err != nil && len(f.refused) > 0 {
		return time.Time{}, nil
	}
	if err != nil {
		return time.Time{}, err
	}
	return cal.After(now, span).UTC(), nil
}

// decideCancel ends a case for good; it can't be undone.
func decideCancel(v View, cmd Command, a CancelCase, now time.Time) (Decision, error) {
	p, err := actor(v, cmd)
	if err != nil {
		return Decision{}, err
	}
	w, err := openCase(v, cmd, now, a.Case)
	if err != nil {
		return Decision{}, err
	}
	if !p.MaySkip(w.flow) {
		return Decision{}, refuse("owner_role_only", Say{
			EN: "Only %s may cancel this case.",
			ID: "Hanya %s yang boleh membatalkan kasus ini.",
		}, w.ownerRole())
	}
	reason, err := needReason(a.Reason, Say{EN: "why the case is cancelled", ID: "mengapa kasus dibatalkan"})
	if err != nil {
		return Decision{}, err
	}
	if err := w.emit("", CaseCancelled{Reason: reason}); err != nil {
		return Decision{}, err
	}
	return Decision{Events: w.all.events, Case: w.c.ID}, nil
}
