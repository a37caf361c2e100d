package model

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// wrongTexts are what a text must never become a part of the record as.
func wrongTexts() map[string]string {
	return map[string]string{
		"1 MB":          strings.Repeat("x", 1<<20),
		"1 MB of names": strings.Repeat("Rina ", 1<<18),
		"bidi":          "KASIR\u202e\u009b31m\x1b[2J",
		"nothing seen":  "\u200b\u2060\ufeff",
		"no UTF-8":      "a\xffb\xc3",
	}
}

// TestNoActPutsAWrongTextOnRecord: each text of each act, one after the other,
// is a megabyte, turns the line round, shows nothing, or is broken. The act is
// refused in a sentence of both languages, or what it puts on record is clean,
// bounded and there to be read.
func TestNoActPutsAWrongTextOnRecord(t *testing.T) {
	tried, taken := 0, 0
	var kinds []string
	for _, maker := range slices.Concat(caseActs(), shopActs()) {
		w := newWorld(t)
		w.publish(onlineOrder())
		by, act := maker(w)
		kind := reflect.TypeOf(act).Name()
		kinds = append(kinds, kind)
		station := "KASIR-1"
		if pin, ok := act.(SetPIN); ok && pin.Account != "" {
			station = CommandLine
		}
		decide := func(act Act) (Decision, error) {
			return Decide(w, Command{Op: "op", By: by, Station: station, Act: act}, w.now)
		}
		if d, err := decide(act); err != nil || len(d.Events) == 0 {
			t.Fatalf("%s leads to %d events and %v: the test does not bite", kind, len(d.Events), err)
		}
		for what, text := range wrongTexts() {
			for _, v := range withText(reflect.ValueOf(act), text, "") {
				tried++
				changed, _ := v.value.Interface().(Act)
				d, err := decide(changed)
				if err == nil {
					taken++
				}
				if why := wronglyDecided(d, err); why != "" {
					t.Errorf("%s%s as %s: %s", kind, v.place, what, why)
				}
			}
		}
	}
	t.Logf("%d texts of %d acts, %d taken", tried, len(kinds), taken)
	for _, kind := range actKinds(t) {
		if !slices.Contains(kinds, kind) {
			t.Errorf("the act %s is not tried here", kind)
		}
	}
}

// TestNoStationPutsAWrongNameOnRecord: a PC names itself as it likes.
func TestNoStationPutsAWrongNameOnRecord(t *testing.T) {
	for station, want := range map[string]string{
		"KASIR-1": "KASIR-1", "": "", " KASIR \t 1\n": "KASIR 1", "KASIR\u202e\u009b31m": "KASIR\uFFFD\uFFFD31m", "\u200b\u2060": "PC", " ": "PC",
		"a\xffb": "a\uFFFDb", strings.Repeat("K", 60): strings.Repeat("K", 60), strings.Repeat("Ké", 1<<19): strings.Repeat("Ké", 29) + "K…",
	} {
		w := newWorld(t)
		d, err := Decide(w, Command{By: "hendra", Station: station, Act: AddPerson{Person: Person{Name: "Ana"}}}, w.now)
		if err != nil {
			t.Fatal(err)
		}
		if got := d.Events[0].Station; got != want || StationName(got) != got {
			t.Errorf("%.40q is on record as %q, want %q", station, got, want)
		}
	}
}

// wronglyDecided says what is wrong with the answer to a wrong text.
func wronglyDecided(d Decision, err error) string {
	if err != nil {
		refusal := Refused(err)
		if refusal == nil {
			return "no refusal: " + Cut(err.Error(), 200)
		}
		for _, l := range Langs() {
			if said := refusal.In(l); said == "" || strings.Contains(said, "%!") || len(said) > 4000 {
				return fmt.Sprintf("in %s it is refused with %d letters: %.200s", l, len(said), said)
			}
		}
		return ""
	}
	why := ""
	for _, e := range d.Events {
		seeTexts(reflect.ValueOf(e), func(text string) {
			longest := MaxText
			switch e.Body.(type) {
			case DigestMade, MessageQueued:
				longest = longestDigest
			}
			unseen := strings.ContainsFunc(text, func(r rune) bool { return hidden(r) && r != textMark && !breaksLine(r) })
			switch {
			case utf8.RuneCountInString(text) > longest:
				why = fmt.Sprintf("%s holds %d letters", e.Name(), len(text))
			case !utf8.ValidString(text), unseen, text != "" && strings.Trim(text, string(textMark)) == "":
				why = fmt.Sprintf("%s holds %.80q", e.Name(), text)
			}
		})
	}
	return why
}

// seeTexts shows every text of a value, keys of maps too.
func seeTexts(v reflect.Value, see func(string)) {
	eachText(v, func(text string) bool { see(text); return true })
	var values func(v reflect.Value)
	values = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Interface, reflect.Pointer:
			if !v.IsNil() {
				values(v.Elem())
			}
		case reflect.Map:
			for of := v.MapRange(); of.Next(); {
				values(of.Value())
			}
		case reflect.Slice:
			for i := range v.Len() {
				values(v.Index(i))
			}
		case reflect.Struct:
			if v.Type() == reflect.TypeFor[Value]() {
				see(v.FieldByName("Text").String())
				for i := range v.FieldByName("Items").Len() {
					see(v.FieldByName("Items").Index(i).String())
				}
				return
			}
			for i := range v.NumField() {
				if v.Type() != reflect.TypeFor[time.Time]() {
					values(v.Field(i))
				}
			}
		}
	}
	values(v)
}

// retold is a value with one text changed, and where.
type retold struct {
	value reflect.Value
	place string
}

// withText are copies of a value, each with another of its texts replaced.
func withText(v reflect.Value, text, place string) (all []retold) {
	keep := func(inner []retold, put func(reflect.Value) reflect.Value) {
		for _, in := range inner {
			all = append(all, retold{put(in.value), in.place})
		}
	}
	switch v.Kind() {
	case reflect.String:
		return []retold{{reflect.ValueOf(text).Convert(v.Type()), place}}
	case reflect.Slice:
		for i := range v.Len() {
			keep(withText(v.Index(i), text, fmt.Sprintf("%s[%d]", place, i)), func(in reflect.Value) reflect.Value {
				c := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
				reflect.Copy(c, v)
				c.Index(i).Set(in)
				return c
			})
		}
	case reflect.Array:
		for i := range v.Len() {
			keep(withText(v.Index(i), text, fmt.Sprintf("%s[%d]", place, i)), func(in reflect.Value) reflect.Value {
				c := reflect.New(v.Type()).Elem()
				c.Set(v)
				c.Index(i).Set(in)
				return c
			})
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			put := func(from, key, value reflect.Value) reflect.Value {
				c := reflect.MakeMap(v.Type())
				for of := v.MapRange(); of.Next(); {
					c.SetMapIndex(of.Key(), of.Value())
				}
				c.SetMapIndex(from, reflect.Value{})
				c.SetMapIndex(key, value)
				return c
			}
			keep(withText(k, text, fmt.Sprintf("%s{%v}", place, k)), func(in reflect.Value) reflect.Value { return put(k, in, v.MapIndex(k)) })
			keep(withText(v.MapIndex(k), text, fmt.Sprintf("%s[%v]", place, k)), func(in reflect.Value) reflect.Value { return put(k, k, in) })
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			return nil
		}
		for i := range v.NumField() {
			keep(withText(v.Field(i), text, place+"."+v.Type().Field(i).Name), func(in reflect.Value) reflect.Value {
				c := reflect.New(v.Type()).Elem()
				c.Set(v)
				c.Field(i).Set(in)
				return c
			})
		}
	}
	return all
}

// actKinds are the names of all acts, as the source declares them.
func actKinds(t *testing.T) (kinds []string) {
	t.Helper()
	files, err := parser.ParseDir(token.NewFileSet(), ".", nil, 0) //nolint:staticcheck // One folder without build tags.
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files["model"].Files {
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || fn.Recv == nil || fn.Name.Name != "act" {
				continue
			}
			if of, ok := fn.Recv.List[0].Type.(*ast.Ident); ok {
				kinds = append(kinds, of.Name)
			}
		}
	}
	if len(kinds) < 50 {
		t.Fatalf("only %d acts were found", len(kinds))
	}
	return kinds
}
