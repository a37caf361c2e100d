package ui

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"alur/model"
)

// TestTourIsWhole: no page, no question, nothing that stands where there is
// nothing to show, and no golden file is left out of the tour.
func TestTourIsWhole(t *testing.T) {
	seen, asked, files := map[screenID]bool{}, map[string][]string{}, map[string]bool{}
	var read strings.Builder
	for _, place := range tour() {
		d := place.look(t, tourForm{lang: model.English, w: 240, h: 60, colour: NoColour})
		seen[d.root.front().page.id] = true
		if s := d.root.sheet; s != nil {
			asked[s.name] = append(asked[s.name], s.title)
		}
		files[filepath.Base(place.fileOf())+".golden"] = true
		read.WriteString(d.screen())
	}
	for _, p := range pages() {
		if !seen[p.id] && p.id != pageLogCase { // A log has looks of its own: see TestALogOnTheScreen.
			t.Errorf("the tour does not lead to %q", p.id)
		}
	}
	entries, err := os.ReadDir(filepath.Join("testdata", "tour"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !files[e.Name()] {
			t.Errorf("no place of the tour is called %s", e.Name())
		}
	}
	source := readSource(t)
	for _, q := range source.sheets {
		if !q.among(asked) {
			t.Errorf("%s: the tour does not lead to the question %q, %q", q.at, q.name, q.title)
		}
	}
	said := wideGap.ReplaceAllString(strings.ReplaceAll(read.String(), "\n", " "), " ")
	for _, s := range source.empty {
		if leftOut[s.text] == "" && !worded(s.text).MatchString(said) {
			t.Errorf("%s: nowhere on the tour it says %q", s.at, s.text)
		}
	}
	if len(source.sheets) < 30 || len(source.empty) < 20 {
		t.Errorf("only %d questions and %d sentences of nothing were found in the source", len(source.sheets), len(source.empty))
	}
}

// leftOut are sentences that begin like one of nothing to show and that no
// place of the tour says, each with the reason.
var leftOut = map[string]string{
	"Nobody has used this window since %s, so it was closed. Nothing is lost: what was typed is kept. Call again.": "it is said where the screens have closed",
	"No step stands out. Done again with no reason on record: %d.":                                                 "a log says it: see TestNoReasonIsClaimedThatNobodyWrote",
	"No step stands out: what is done over has a reason on record.":                                                "it is said in the same test",
	"No line fits so far; the record goes on further back.":                                                        "it takes a record of more than 20,000 lines",
}

// sourceOf is what the tour has to lead to, read from the source.
type sourceOf struct {
	sheets []sheetOf
	empty  []sayOf
}

// sheetOf is a question that the source asks: its name, and its title where
// that is written there.
type sheetOf struct{ at, name, title string }

// sayOf is a sentence of the source, in English.
type sayOf struct{ at, text string }

// among reports whether a question was among those asked.
func (q sheetOf) among(asked map[string][]string) bool {
	for name, titles := range asked {
		if q.name != "" && q.name != name {
			continue
		}
		for _, title := range titles {
			if q.title == "" || worded("^"+q.title+"$").MatchString(title) {
				return true
			}
		}
	}
	return false
}

// worded finds a sentence with whatever stands for its verbs.
func worded(text string) *regexp.Regexp {
	pattern := regexp.MustCompile(`%[a-z]`).ReplaceAllString(regexp.QuoteMeta(text), ".*?")
	pattern = strings.ReplaceAll(pattern, "%%", "%")
	if rest, ok := strings.CutPrefix(pattern, `\^`); ok {
		pattern = "^" + strings.TrimSuffix(rest, `\$`) + "$"
	}
	return regexp.MustCompile(pattern)
}

// nothing is how a sentence begins that stands where there is nothing.
var nothing = regexp.MustCompile(`^(Nothing|Nobody|No|There is no|There are no|Not) `)

// readSource looks at every file of the screens.
func readSource(t *testing.T) (all sourceOf) {
	t.Helper()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	set, files, constants := token.NewFileSet(), []*ast.File{}, map[string]string{}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") || strings.HasPrefix(name, "plain") {
			continue
		}
		file, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
		ast.Inspect(file, func(n ast.Node) bool {
			if v, ok := n.(*ast.ValueSpec); ok && len(v.Names) == 1 && len(v.Values) == 1 {
				constants[v.Names[0].Name] = unquoted(v.Values[0])
			}
			return true
		})
	}
	for _, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			lit, ok := n.(*ast.CompositeLit)
			if !ok {
				return true
			}
			at := set.Position(lit.Pos()).String()
			fields := fieldsOf(lit)
			if text := unquoted(fields["EN"]); nothing.MatchString(text) {
				all.empty = append(all.empty, sayOf{at: at, text: text})
			}
			if id, ok := lit.Type.(*ast.Ident); ok && id.Name == "sheet" {
				name := unquoted(fields["name"])
				if id, ok := fields["name"].(*ast.Ident); ok {
					name = constants[id.Name]
				}
				all.sheets = append(all.sheets, sheetOf{at: at, name: name, title: titleOf(fields["title"])})
			}
			return true
		})
	}
	return all
}

// fieldsOf are the values of a struct that is written out.
func fieldsOf(lit *ast.CompositeLit) map[string]ast.Expr {
	fields := map[string]ast.Expr{}
	for _, e := range lit.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			if key, ok := kv.Key.(*ast.Ident); ok {
				fields[key.Name] = kv.Value
			}
		}
	}
	return fields
}

// titleOf is the English of e.say(model.Say{...}), or nothing.
func titleOf(x ast.Expr) string {
	call, ok := x.(*ast.CallExpr)
	if !ok || len(call.Args) == 0 {
		return ""
	}
	lit, ok := call.Args[0].(*ast.CompositeLit)
	if !ok {
		return ""
	}
	return unquoted(fieldsOf(lit)["EN"])
}

func unquoted(x ast.Expr) string {
	if lit, ok := x.(*ast.BasicLit); ok && lit.Kind == token.STRING {
		text, _ := strconv.Unquote(lit.Value)
		return text
	}
	return ""
}
