package model

import (
	"fmt"
	"sort"
	"strconv"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser"
	"github.com/expr-lang/expr/vm"
)

// condition is a compiled `when`: typed against the fields, without any
// builtin that reads the clock or the system.
type condition struct {
	program *vm.Program
	uses    []string
	fields  map[string]Field
}

// compileCondition types a condition against the fields of its process.
func compileCondition(text string, fields map[string]Field) (*condition, *Fault) {
	env := map[string]any{}
	for name, f := range fields {
		env[name] = zeroOf(f)
	}
	options := []expr.Option{expr.Env(env), expr.AsBool(), expr.DisableAllBuiltins()}
	for _, name := range []string{"len", "lower", "upper", "trim", "any", "all", "none", "one", "count", "abs", "min", "max", "sum"} {
		options = append(options, expr.EnableBuiltin(name))
	}
	program, err := expr.Compile(text, options...)
	if err != nil {
		return nil, conditionFault(text, fields, err)
	}
	c := &condition{program: program, fields: fields}
	tree, err := parser.Parse(text)
	if err != nil {
		return nil, conditionFault(text, fields, err)
	}
	names := &identifiers{}
	ast.Walk(&tree.Node, names)
	for _, name := range names.found {
		if _, ok := fields[name]; ok {
			c.uses = append(c.uses, name)
		}
	}
	sort.Strings(c.uses)
	return c, nil
}

// identifiers collects the names a condition uses.
type identifiers struct{ found []string }

// Visit is called for every node of the condition.
func (v *identifiers) Visit(node *ast.Node) {
	if id, ok := (*node).(*ast.IdentifierNode); ok {
		v.found = append(v.found, id.Value)
	}
}

// zeroOf is a value of the type a field has in conditions.
func zeroOf(f Field) any {
	switch f.Type {
	case NumberField, MoneyField:
		return float64(0)
	case YesNoField:
		return false
	case ListField:
		return []string{}
	}
	return ""
}

// holds evaluates the condition on the fields of a case, and returns the
// values that decided. An error means that it can't be said: a value is
// missing, or of the wrong form.
func (c *condition) holds(values Values) (bool, Values, error) {
	used := Values{}
	env := map[string]any{}
	for name, f := range c.fields {
		v, err := conditionValue(f, values[name])
		if err == nil {
			env[name] = v
		}
	}
	for _, name := range c.uses {
		if _, ok := env[name]; !ok {
			return false, used, fmt.Errorf("%s is empty", name)
		}
		used[name] = values[name]
	}
	out, err := expr.Run(c.program, env)
	if err != nil {
		return false, used, fmt.Errorf("evaluate: %w", err)
	}
	yes, ok := out.(bool)
	if !ok {
		return false, used, fmt.Errorf("no yes or no")
	}
	return yes, used, nil
}

// conditionValue is a recorded value as conditions see it. Texts may be
// empty; a number or a yes/no that is not there is an error.
func conditionValue(f Field, v Value) (any, error) {
	switch f.Type {
	case NumberField, MoneyField:
		return strconv.ParseFloat(v.Text, 64)
	case YesNoField:
		if v.Empty() {
			return nil, fmt.Errorf("empty")
		}
		return v.Text == "yes", nil
	case ListField:
		return append([]string{}, v.Items...), nil
	}
	return v.Text, nil
}
