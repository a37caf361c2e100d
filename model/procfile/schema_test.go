package procfile_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"alur/model"
	"alur/model/procfile"
	"alur/model/templates"

	"pgregory.net/rapid"
)

func TestTheSchemaTakesEveryReadyMadeFile(t *testing.T) {
	for _, words := range model.Langs() {
		schema := editor(t, words)
		check := func(name string, data []byte) {
			v, err := loaded(data)
			if err == nil {
				err = schema.Validate(v)
			}
			if err != nil {
				t.Errorf("%s with the schema in %s: %v", name, words, err)
			}
		}
		for _, l := range model.Langs() {
			for _, tmpl := range templates.All(l) {
				check(tmpl.File, tmpl.Source)
			}
		}
		files, _ := filepath.Glob("testdata/written/*.yaml")
		if len(files) < 20 {
			t.Fatalf("only %d written files", len(files))
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			check(file, data)
		}
	}
}

func TestTheSchemaTakesWhateverIsWritten(t *testing.T) {
	schema := editor(t, model.English)
	rapid.Check(t, func(t *rapid.T) {
		data := procfile.Write(anyProcess(t))
		v, err := loaded(data)
		if err == nil {
			err = schema.Validate(v)
		}
		if err != nil {
			t.Fatalf("%v\n%s", err, data)
		}
	})
}

// unseen are the bad files that a schema can't know to be bad, and why.
func unseen() map[string]string {
	const (
		syntax = "no YAML: an editor says so by itself"
		text   = "a text like any other, and what was meant is another"
		links  = "steps and fields that name others are known to those who read the whole"
		cut    = "a comment is not seen by a schema"
		marks  = "anchors and tags are gone when a schema looks"
	)
	all := map[string]string{
		"dash": text, "swallowed": text, "unopened": text, "lost-comment": cut, "lost-comments": cut, "special": marks,
		"conditions": links, "dead-end": links, "nobody": links, "people": links, "round": links, "no-id": text,
	}
	for _, name := range []string{
		"after-quote", "at-sign", "backslash", "colon-glued", "colon-in-value", "colon-none", "colon-none-first", "colon-none-start", "colon-semi", "colon-wide",
		"comment-in-text", "comment-only", "dash-glued", "dash-without-space", "empty", "first-dash", "hash-in-brackets", "invisible", "latin1", "misaligned", "office",
		"open-bracket", "open-bracket-how", "open-bracket-steps", "open-quote", "quote-lines", "special-spaces", "tab", "tab-inside", "tab-text",
		"tag-unknown", "text-begins-late", "text-less-indented", "text-not-indented", "text-with-keys", "too-deep", "two-commas", "two-documents",
		"unknown-alias", "utf16-plain", "web-space",
	} {
		all[name] = syntax
	}
	return all
}

func TestTheSchemaRefusesWhatItCanSee(t *testing.T) {
	schema := editor(t, model.English)
	files, _ := filepath.Glob("testdata/bad/*.yaml")
	told := unseen()
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".yaml")
		why := told[name]
		delete(told, name)
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		v, err := loaded(data)
		switch {
		case err != nil && !strings.HasPrefix(why, "no YAML"):
			t.Errorf("%s: is no YAML: say so in the list of what a schema can't see", name)
		case err == nil && strings.HasPrefix(why, "no YAML"):
			t.Errorf("%s: is YAML, and the list says it is none", name)
		case err != nil:
		case why == "" && schema.Validate(v) == nil:
			t.Errorf("%s: the schema takes it: mend the schema, or give the reason in the list of what it can't see", name)
		case why != "" && schema.Validate(v) != nil:
			t.Errorf("%s: the schema sees it after all: take it off the list", name)
		}
	}
	for name := range told {
		t.Errorf("%s: is in the list, and there is no such file", name)
	}
}

// TestTheSchemaSeesEveryMisspeltKey holds that an editor marks a slip in any
// key of the ready-made files.
func TestTheSchemaSeesEveryMisspeltKey(t *testing.T) {
	schema := editor(t, model.Indonesian)
	count := 0
	for _, f := range allReadyMade(t) {
		for _, one := range plantings()["key with a capital"](f) {
			v, err := loaded([]byte(one.text))
			if err != nil {
				t.Fatal(err)
			}
			if count++; schema.Validate(v) == nil {
				t.Errorf("%s:%d: %s: the schema takes it", f.name, one.at, one.what)
			}
		}
	}
	t.Logf("%d misspelt keys", count)
}

// place is one place of the format in which keys stand: where the schema has
// it, and a file that has a line for a key there.
type place struct {
	name   string
	path   []string
	around string
}

func placesOfKeys() []place {
	return []place{
		{"process", []string{"properties"}, "process: A\nrole: x\nsteps: [B]\n%s: x\n"},
		{"start", []string{"properties", "start", "properties"}, "process: A\nrole: x\nsteps: [B]\nstart:\n  %s: x\n"},
		{"step", []string{"definitions", "step", "properties"}, "process: A\nrole: x\nsteps:\n  - do: B\n    %s: x\n"},
	}
}

// readerKeys asks the reader which keys it knows in a place.
func readerKeys(t *testing.T, p place) []string {
	t.Helper()
	_, _, faults := procfile.Read("a.yaml", fmt.Appendf(nil, p.around, "qqqqqqqqqq"))
	for _, f := range faults {
		if m := regexp.MustCompile(`there is no key "qqqqqqqqqq" here; these can stand here: (.*)$`).FindStringSubmatch(f.In(model.English)); m != nil {
			return strings.Split(m[1], ", ")
		}
	}
	t.Fatalf("%s: the reader does not list its keys: %v", p.name, faults)
	return nil
}

func TestSchemaAndReaderKnowTheSameKeys(t *testing.T) {
	for _, l := range model.Langs() {
		var doc map[string]any
		if err := json.Unmarshal(procfile.Schema(l), &doc); err != nil {
			t.Fatal(err)
		}
		for _, p := range placesOfKeys() {
			at := doc
			for _, name := range p.path {
				at = at[name].(map[string]any)
			}
			inSchema := slices.Sorted(maps.Keys(at))
			inReader := readerKeys(t, p)
			slices.Sort(inReader)
			if !slices.Equal(inSchema, inReader) {
				t.Errorf("%s: the schema knows %v, the reader %v", p.name, inSchema, inReader)
			}
			for name, property := range at {
				if help, _ := property.(map[string]any)["description"].(string); len(help) < 20 {
					t.Errorf("%s: %s has no help in %s: %q", p.name, name, l, help)
				}
				_, _, faults := procfile.Read("a.yaml", fmt.Appendf(nil, p.around, name))
				for _, f := range faults {
					if strings.Contains(f.In(model.English), "there is no key") {
						t.Errorf("%s: %s", p.name, f.In(model.English))
					}
				}
			}
		}
	}
}

// TestTheSchemaKnowsValuesAsTheReaderDoes holds patterns against the functions
// that read such texts.
func TestTheSchemaKnowsValuesAsTheReaderDoes(t *testing.T) {
	schema := editor(t, model.English)
	takes := func(key, text string) bool {
		quoted, _ := json.Marshal(text)
		line := "    " + key + ": " + string(quoted)
		switch key {
		case "record":
			line = "    record: {f: " + string(quoted) + "}"
		case "late":
			line += "\n    due: 1h"
		}
		v, err := loaded([]byte("process: A\nsteps:\n  - do: B\n" + line + "\n"))
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		return schema.Validate(v) == nil
	}
	for _, c := range []struct {
		key  string
		read func(string) error
		all  []string
	}{
		{"takes", func(s string) error { _, err := model.ParseSpan(s); return err }, []string{
			"15m", "4h", "1h30m", "2w", "0m", "999999d", "1234567m", "4", "h", "4 h", "-4h", "4H", "1.5h", "",
		}},
		{"due", func(s string) error { _, err := model.ParseDue(s); return err }, []string{
			"4h", "1d", "16:00", "9:00", "23:59", "24:00", "16:0", "16:60", "16.00", "next workday 10:00", "next workday", "next 10:00",
			"delivery", "delivery - 1d", "delivery-2w", "delivery - 1h", "delivery - ", "delivery + 1d", "in a while", "5x", "2nd",
		}},
		{"record", func(s string) error { _, err := model.ParseField("f", s); return err }, []string{
			"text", "text?", "text ?", "txt", "Text", "number", "number kg", "number kg?", "number kg 0.1..30", "number ..30?", "number 1..", "number -5..-1",
			"number kg 0,1..30", "number kg 5", "money", "money -50..50", "money 0..", "money kg", "money 5", "date", "time", "yes/no", "yes/no?", "yesno", "list",
			"person", "phone", "file", "scan", "scan = order_no", "scan=order_no", "scan order_no", "scan =", "a | b", "a|b?", "a | b ?", "a |", "| a", "a? | b", "a b | c d",
			"number per pack", "choice", "",
		}},
		{"late", func(s string) error {
			if _, ok := model.ParseLate(s); !ok {
				return errNotYAML
			}
			return nil
		}, []string{"tell owner", "take pass", "start tell", "take", "start", "take  ", "ring", "tell"}},
	} {
		for _, text := range c.all {
			reads := c.read(text) == nil && text != ""
			if got := takes(c.key, text); got != reads {
				t.Errorf("%s: %q: the schema says %v, the reader %v", c.key, text, got, reads)
			}
		}
	}
}

func TestTheSchemaIsWhatEditorsGet(t *testing.T) {
	for _, l := range model.Langs() {
		golden := filepath.Join("testdata", "schema", fmt.Sprintf("%s.json", l))
		got := procfile.Schema(l)
		if *update {
			if err := os.WriteFile(golden, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if want, err := os.ReadFile(golden); err != nil || !bytes.Equal(want, got) {
			t.Errorf("the schema in %s is another: %v", l, err)
		}
	}
}
