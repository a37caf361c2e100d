package cli_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// root is the top of the module, seen from this package.
const root = "../.."

// A layout that a test protects stays.

func TestTheTopHoldsOnlyWhatBelongsThere(t *testing.T) {
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	allowed := []string{"main.go", "model", "store", "ui", "go.mod", "go.sum", "README.md"}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") && !slices.Contains(allowed, e.Name()) {
			t.Errorf("%s does not belong at the top of the house", e.Name())
		}
	}
}

// mayImport says which packages of the module a package may import.
func mayImport(from, to string) bool {
	within := func(p string, tops ...string) bool {
		for _, top := range tops {
			if p == "alur/"+top || strings.HasPrefix(p, "alur/"+top+"/") {
				return true
			}
		}
		return false
	}
	switch {
	case within(to, "model/modeltest"): // It is for tests.
		return within(from, "model/modeltest")
	case from == "alur":
		return to == "alur/ui/cli"
	case within(from, "ui/cli"):
		return to != "alur" && to != "alur/store/kv/kvtest"
	case to == "alur/store/kv/bolt":
		return within(from, "store/kv/bolt")
	case within(from, "ui/demo", "ui/export"):
		return within(to, "ui/demo", "ui/export", "model") || to == "alur/store"
	case within(from, "ui/post"):
		return to == "alur/store" || within(to, "model")
	case within(from, "ui/remote"):
		return to == "alur/ui" || to == "alur/store" || within(to, "ui/remote", "model")
	case within(from, "ui"):
		return within(to, "model", "store/export") || to == "alur/store" || to == "alur/ui/export"
	case within(from, "store/kv"):
		return within(to, "store/kv")
	case within(from, "store"):
		return within(to, "store", "model")
	case within(from, "model"):
		return within(to, "model")
	}
	return false
}

func TestImportsRunOneWay(t *testing.T) {
	for _, f := range sources(t) {
		if strings.HasSuffix(f.path, "_test.go") {
			continue
		}
		for _, spec := range f.ast.Imports {
			to := strings.Trim(spec.Path.Value, `"`)
			if (to == "alur" || strings.HasPrefix(to, "alur/")) && !mayImport(f.pkg, to) {
				t.Errorf("%s imports %s", f.path, to)
			}
		}
	}
}

// TestTheModelTouchesNothing: no files, no network, no clock, no goroutines.
func TestTheModelTouchesNothing(t *testing.T) {
	for _, f := range sources(t) {
		if f.pkg != "alur/model" && f.pkg != "alur/model/procfile" || strings.HasSuffix(f.path, "_test.go") {
			continue
		}
		for _, spec := range f.ast.Imports {
			if spec.Path.Value == `"net/url"` {
				continue // It reads addresses, and opens none.
			}
			top, _, _ := strings.Cut(strings.Trim(spec.Path.Value, `"`), "/")
			if slices.Contains([]string{"os", "net", "syscall", "log", "sync", "embed"}, top) {
				t.Errorf("%s imports %s", f.path, spec.Path.Value)
			}
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GoStmt:
				t.Errorf("%s starts a goroutine", f.path)
			case *ast.SelectorExpr:
				pkg, ok := n.X.(*ast.Ident)
				if ok && pkg.Name == "time" && slices.Contains([]string{"Now", "Since", "Until", "Sleep", "After", "Tick"}, n.Sel.Name) {
					t.Errorf("%s reads the clock: time.%s", f.path, n.Sel.Name)
				}
			}
			return true
		})
	}
}

func TestEveryPackageSaysWhatItIs(t *testing.T) {
	said := map[string]bool{}
	for _, f := range sources(t) {
		if !strings.HasSuffix(f.path, "_test.go") {
			said[f.pkg] = said[f.pkg] || f.ast.Doc != nil
		}
	}
	for pkg, ok := range said {
		if !ok {
			t.Errorf("%s has no package comment", pkg)
		}
	}
}

// TestNothingMutableAtPackageLevel: over SSH there are many sessions in one
// program, and none may see another's.
func TestNothingMutableAtPackageLevel(t *testing.T) {
	for _, f := range sources(t) {
		if strings.HasSuffix(f.path, "_test.go") || f.pkg == "alur/store/kv/kvtest" {
			continue
		}
		for _, decl := range f.ast.Decls {
			gen, ok := decl.(*ast.GenDecl)
			if !ok || gen.Tok != token.VAR {
				continue
			}
			for _, spec := range gen.Specs {
				v := spec.(*ast.ValueSpec)
				for i, name := range v.Names {
					if name.Name != "_" && !constant(v, i) {
						t.Errorf("%s: %s is a variable of the package", f.path, name.Name)
					}
				}
			}
		}
	}
}

// constant reports whether a variable is only one because Go has no constant
// of its type: an error, a sentence, embedded files.
func constant(v *ast.ValueSpec, i int) bool {
	if sel, ok := v.Type.(*ast.SelectorExpr); ok && sel.Sel.Name == "FS" {
		return true
	}
	if i >= len(v.Values) {
		return false
	}
	switch value := v.Values[i].(type) {
	case *ast.CompositeLit:
		switch t := value.Type.(type) {
		case *ast.Ident:
			return t.Name == "Say"
		case *ast.SelectorExpr:
			return t.Sel.Name == "Say"
		}
	case *ast.SelectorExpr:
		// Another package's error under a name of our own.
		return strings.HasPrefix(value.Sel.Name, "Err")
	case *ast.CallExpr:
		sel, ok := value.Fun.(*ast.SelectorExpr)
		if !ok {
			return false
		}
		pkg, ok := sel.X.(*ast.Ident)
		return ok && (pkg.Name == "errors" && sel.Sel.Name == "New" || pkg.Name == "fmt" && sel.Sel.Name == "Errorf")
	}
	return false
}

// TestOneGenerationOfTheScreens: the first generation of the Charm libraries
// must not come in beside the second.
func TestOneGenerationOfTheScreens(t *testing.T) {
	out, err := exec.Command("go", "list", "-m", "all").Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(out)) {
		name, _, _ := strings.Cut(strings.TrimSpace(line), " ")
		for _, old := range []string{"bubbletea", "bubbles", "lipgloss"} {
			if name == "github.com/charmbracelet/"+old {
				t.Errorf("%s is in the module graph; use charm.land/%s/v2", name, old)
			}
		}
	}
}

// source is one parsed file.
type source struct {
	path, pkg string
	ast       *ast.File
}

func sources(t *testing.T) []source {
	t.Helper()
	var list []source
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := d.Name()
		if d.IsDir() && (base == "testdata" || strings.HasPrefix(base, ".") && name != root) {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(base, ".go") {
			return nil
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		pkg := path.Join("alur", filepath.ToSlash(filepath.Dir(rel)))
		list = append(list, source{path: filepath.ToSlash(rel), pkg: pkg, ast: parsed})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}
